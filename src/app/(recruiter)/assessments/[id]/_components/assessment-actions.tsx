'use client';

import { Pencil, Send, Square, Trash2, UserPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { AssessmentOutput } from '@/protocol/assessment';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.detail;

type Step = 'publish' | 'end' | 'delete';

export type AssessmentActionsProps = Pick<AssessmentOutput, 'id' | 'status' | 'opensAt'>;

/** What can be done with the whole assessment in its state. Each step says what it does before it does it. */
export function AssessmentActions({ id, status, opensAt }: AssessmentActionsProps) {
  const router = useRouter();
  const [asking, setAsking] = useState<Step | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const publish = api.assessment.publish.useMutation();
  const end = api.assessment.end.useMutation();
  const remove = api.assessment.deleteDraft.useMutation();

  const ask = (step: Step) => {
    setRefused(null);
    setAsking(step);
  };
  const handlers = (done: string | null, path: string | null) => ({
    onSuccess: () => {
      if (done) toast.success(done);
      if (path) router.push(path);
      else setAsking(null);
      router.refresh();
    },
    onError: (error: { message: string }) => setRefused(error.message),
  });
  const confirm = (step: Step) => {
    setRefused(null);
    if (step === 'publish') publish.mutate({ id }, handlers(words.publish.done, null));
    if (step === 'end') end.mutate({ id }, handlers(words.end.done, null));
    if (step === 'delete') remove.mutate({ id }, handlers(null, '/assessments'));
  };
  const isBusy = publish.isPending || end.isPending || remove.isPending;
  const step = asking ?? 'publish';
  const isFuture = opensAt !== null && step === 'publish';
  return (
    <>
      {status === 'draft' && (
        <>
          <Button variant="quiet" icon={<Trash2 aria-hidden className="size-4" />} onClick={() => ask('delete')}>
            {words.actions.delete}
          </Button>
          <LinkButton href={`/assessments/${id}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
            {words.actions.edit}
          </LinkButton>
          <Button variant="primary" icon={<Send aria-hidden className="size-4" />} onClick={() => ask('publish')}>
            {words.actions.publish}
          </Button>
        </>
      )}
      {(status === 'live' || status === 'scheduled') && (
        <>
          <Button variant="quiet" icon={<Square aria-hidden className="size-4" />} onClick={() => ask('end')}>
            {words.actions.end}
          </Button>
          <LinkButton
            href={`/assessments/${id}?tab=candidates`}
            variant="primary"
            icon={<UserPlus aria-hidden className="size-4" />}
          >
            {words.actions.invite}
          </LinkButton>
        </>
      )}
      <AlertDialog
        open={asking !== null}
        onOpenChange={(open) => !open && !isBusy && setAsking(null)}
        title={words[step].title}
        description={isFuture ? `${words.publish.text} ${words.publish.scheduled}` : words[step].text}
        confirmLabel={words[step].confirm}
        busyLabel={words[step].busy}
        busy={isBusy}
        tone={step === 'publish' ? 'primary' : 'danger'}
        onConfirm={() => confirm(step)}
      >
        {refused && (
          <Notice
            tone="negative"
            live="polite"
            title={words.refused[step]}
            action={
              step === 'publish' && (
                <LinkButton href={`/assessments/${id}/edit`} size="small">
                  {words.refused.edit}
                </LinkButton>
              )
            }
          >
            {refused} {words.refused.unchanged}
          </Notice>
        )}
      </AlertDialog>
    </>
  );
}
