'use client';

import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { CopyButton } from '@/components/copy-button';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Instant } from '@/components/instant';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import { SHARE_DAYS } from '@/protocol/run-share';
import { api } from '@/trpc/react';
import { strings } from '../../_library-strings';
import { ShareList } from './share-list';

const words = strings.share;

/** Makes links to the run, and lists and revokes those there are. */
export function ShareRun({ runId }: { runId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [days, setDays] = useState<(typeof SHARE_DAYS)[number]>(7);
  const utils = api.useUtils();
  const share = api.run.share.useMutation({ onSuccess: () => utils.run.listShares.invalidate({ runId }) });
  const link = share.data && `${window.location.origin}/shared/${share.data.token}`;
  const change = (open: boolean) => {
    setOpen(open);
    if (!open) share.reset(); // the address is shown once
  };
  return (
    <Dialog
      trigger={<Button icon={<Share2 aria-hidden className="size-4" />}>{words.button}</Button>}
      title={words.title}
      description={words.text}
      closeLabel={words.close}
      onOpenChange={change}
    >
      <div className="flex flex-wrap items-end gap-4">
        <Field label={words.days} className="grow">
          <Select
            value={String(days)}
            onChange={(event) => setDays(SHARE_DAYS.find((each) => String(each) === event.target.value) ?? 7)}
            options={SHARE_DAYS.map((each) => ({ value: String(each), label: words.day(each) }))}
          />
        </Field>
        <Button
          variant="primary"
          busy={share.isPending}
          busyLabel={words.creating}
          onClick={() => share.mutate({ runId, days })}
        >
          {words.create}
        </Button>
      </div>
      {share.isError && (
        <Notice tone="negative" live="polite">
          {words.failed}
        </Notice>
      )}
      {share.data && link && (
        <Notice tone="positive" live="polite" title={words.created}>
          <Field label={words.link} className="mt-2">
            <TextInput readOnly value={link} onFocus={(event) => event.target.select()} />
          </Field>
          <p className="mt-2">
            {words.until} <Instant value={new Date(share.data.expiresAt)} />
          </p>
          <div className="mt-2">
            <CopyButton text={link} label={words.copy} />
          </div>
        </Notice>
      )}
      {isOpen && <ShareList runId={runId} />}
    </Dialog>
  );
}
