'use client';

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Card } from '@/components/card';
import { IconButton } from '@/components/icon-button';
import { ProgressBar } from '@/components/progress-bar';
import { Status } from '@/components/status';
import type { DocumentEntry } from '@/protocol/collection';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.documents;
const TONE = { queued: 'unknown', indexing: 'accent', ready: 'positive', failed: 'negative' } as const;

/** The documents with what is known of each; how many are ready is said politely. */
export function DocumentList({ documents, mayManage }: { documents: readonly DocumentEntry[]; mayManage: boolean }) {
  const ready = documents.filter(({ status }) => status === 'ready').length;
  return (
    <Card title={words.title} padding="flush">
      <p role="status" className="figures px-4 pb-3 text-muted sm:px-6">
        {documents.length === 0 ? (mayManage ? words.none : words.noneToRead) : words.announce(ready, documents.length)}
      </p>
      <ul>
        {documents.map((document) => (
          <li key={document.documentId} className="flex items-start gap-3 border-t px-4 py-3 sm:px-6">
            <DocumentFacts document={document} />
            {mayManage && <RemoveDocument document={document} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DocumentFacts({ document }: { document: DocumentEntry }) {
  const { name, type, size, pages, passages, status, reason, progress, isSearchable } = document;
  const isAtWork = status === 'queued' || status === 'indexing';
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-medium wrap-anywhere">{name}</span>
        <Status tone={TONE[status]} label={words.status[status]} />
      </div>
      <p className="figures text-muted">
        {[
          words.type[type],
          words.size(size),
          ...(pages === null ? [] : [words.pages(pages)]),
          ...(isSearchable ? [words.passages(passages)] : []),
        ].join(', ')}
      </p>
      {reason && <p className="text-negative wrap-anywhere">{reason}</p>}
      {isSearchable && status !== 'ready' && <p className="text-muted">{words.older}</p>}
      {isAtWork && (
        <ProgressBar
          label={words.progress(name)}
          hideLabel
          value={status === 'queued' ? null : progress}
          max={100}
          valueText={status === 'queued' ? words.status.queued : words.percent(progress)}
        />
      )}
    </div>
  );
}

function RemoveDocument({ document: { documentId, name } }: { document: DocumentEntry }) {
  const [isOpen, setOpen] = useState(false);
  const remove = api.collection.removeDocument.useMutation({
    onError: (error) => toast.error(error.data ? error.message : strings.failed),
    onSettled: () => setOpen(false),
  });
  return (
    <AlertDialog
      trigger={<IconButton label={words.remove(name)} icon={<Trash2 aria-hidden className="size-5" />} />}
      open={isOpen}
      onOpenChange={setOpen}
      title={words.removeTitle}
      description={`${name}. ${words.removeText}`}
      confirmLabel={words.removeConfirm}
      cancelLabel={words.keep}
      tone="danger"
      busy={remove.isPending}
      busyLabel={words.removing}
      onConfirm={() => remove.mutate({ documentId })}
    />
  );
}
