'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { CollectionView } from '@/protocol/collection';
import { api } from '@/trpc/react';
import { RemoveButton } from '../../_components/remove-button';
import { strings } from '../_strings';
import { DocumentList } from './document-list';
import { RenameCollection } from './rename-collection';
import { SearchTrial } from './search-trial';
import { UploadArea } from './upload-area';

/** One collection as it changes: filled, tried, read anew, deleted. */
export function CollectionDesk({ initial, mayManage }: { initial: CollectionView; mayManage: boolean }) {
  const [collection, setCollection] = useState(initial);
  const { collectionId, documents } = collection;
  const { error } = api.collection.onDocuments.useSubscription(
    { collectionId },
    { onData: (value) => setCollection(value) },
  );
  return (
    <div className="flex flex-col gap-8">
      {error && (
        <Notice tone="caution" live="polite">
          {strings.lost}
        </Notice>
      )}
      {mayManage && <UploadArea collectionId={collectionId} />}
      <DocumentList documents={documents} mayManage={mayManage} />
      {documents.some(({ isSearchable }) => isSearchable) && <SearchTrial collectionId={collectionId} />}
      {mayManage && (
        <div className="flex flex-wrap gap-3">
          {documents.length > 0 && <Reindex collectionId={collectionId} />}
          <RenameCollection collectionId={collectionId} name={collection.name} />
          <RemoveCollection collectionId={collectionId} />
        </div>
      )}
    </div>
  );
}

const tell = (error: { data?: unknown; message: string }) => toast.error(error.data ? error.message : strings.failed);

function Reindex({ collectionId }: { collectionId: string }) {
  const reindex = api.collection.reindex.useMutation({
    onSuccess: ({ documents }) => toast(strings.reindex.done(documents)),
    onError: tell,
  });
  return (
    <Button busy={reindex.isPending} busyLabel={strings.reindex.busy} onClick={() => reindex.mutate({ collectionId })}>
      {strings.reindex.button}
    </Button>
  );
}

function RemoveCollection({ collectionId }: { collectionId: string }) {
  const { client } = api.useUtils();
  return (
    <RemoveButton
      words={{ ...strings.remove, failed: strings.failed }}
      home="/collections"
      remove={() => client.collection.remove.mutate({ collectionId })}
    />
  );
}
