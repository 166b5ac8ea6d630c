'use client';

import { useState } from 'react';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { api } from '@/trpc/react';
import { meaningOf } from '../_delivery';
import type { Assessment } from '../_hooks/use-assessment';
import { strings } from '../_strings';

type HandInProps = { sessionId: string; assessment: Assessment; isSending: boolean };

/** Ending it oneself, asked twice. Waits for an answer on its way, so that it counts. */
export function HandIn({ sessionId, assessment, isSending }: HandInProps) {
  const [isOpen, setIsOpen] = useState(false);
  const submit = api.session.submit.useMutation({
    onSuccess: async ({ events }) => {
      // Ended already, somewhere else: the snapshot says how.
      if (events.length === 0) await assessment.refetch(new AbortController().signal);
      else assessment.apply(events);
    },
    onError: (error) => {
      const meaning = meaningOf(error);
      if (meaning?.kind === 'outdated') void assessment.refetch(new AbortController().signal);
      else if (meaning) assessment.block(meaning.kind);
    },
  });
  const words = strings.handIn;
  return (
    <div className="mt-2 flex justify-end">
      <AlertDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger={
          <Button variant="quiet" disabled={isSending}>
            {words.open}
          </Button>
        }
        title={words.title}
        description={words.text}
        confirmLabel={words.confirm}
        cancelLabel={words.cancel}
        busy={submit.isPending}
        busyLabel={words.sending}
        onConfirm={() => submit.mutate({ sessionId, writer: assessment.device })}
      >
        {submit.isError && meaningOf(submit.error) === null && (
          <Notice tone="negative" live="polite">
            {words.failed}
          </Notice>
        )}
      </AlertDialog>
    </div>
  );
}
