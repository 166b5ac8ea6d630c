'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.run;

/** Asks first. The page learns of the end by the run's own event, as every other watcher does. */
export function CancelRun({ runId }: { runId: string }) {
  const [isOpen, setOpen] = useState(false);
  const cancel = api.run.cancel.useMutation({
    onSuccess: () => setOpen(false),
    onError: (error) => {
      setOpen(false);
      if (error.data?.domainCode === 'run_not_active') toast.info(words.endedAlready);
      else toast.error(words.cancelFailed);
    },
  });
  return (
    <AlertDialog
      trigger={<Button>{words.cancel}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={words.cancelTitle}
      description={words.cancelText}
      confirmLabel={words.cancelConfirm}
      cancelLabel={words.keepRunning}
      tone="danger"
      busy={cancel.isPending}
      busyLabel={words.cancelling}
      onConfirm={() => cancel.mutate({ runId })}
    />
  );
}
