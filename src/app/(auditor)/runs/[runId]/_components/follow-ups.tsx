'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import { whatIsMissing } from '@/core/evaluation/run-missing';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.followUp;

/** What an ended run has not done, and the way to have it done; nothing when all was. */
export function MissingParts({ runId, state, mayManage }: { runId: string; state: RunState; mayManage: boolean }) {
  const missing = hasEnded(state) ? whatIsMissing(state, null) : null;
  const parts = state.summary?.missing ?? [];
  if (!missing) return null;
  return (
    <Notice
      tone="caution"
      title={words.missingTitle}
      action={mayManage && <Continue runId={runId} hasBudget={state.exhausted !== null} />}
    >
      {parts.length > 0 && words.missing(parts.join(', '))}
      {state.exhausted && ` ${words.raise}`}
    </Notice>
  );
}

function Continue({ runId, hasBudget }: { runId: string; hasBudget: boolean }) {
  const reopen = useReopen();
  return (
    <Button
      busy={reopen.isPending}
      busyLabel={words.continuing}
      onClick={() => reopen.mutate({ runId, ...(hasBudget && { budget: null }) })}
    >
      {words.continue}
    </Button>
  );
}

/** One failed judge again; the others keep their answers. */
export function AskAgain({ runId, judgeId }: { runId: string; judgeId: string }) {
  const reopen = useReopen();
  return (
    <Button
      size="small"
      busy={reopen.isPending}
      busyLabel={words.continuing}
      onClick={() => reopen.mutate({ runId, judgeIds: [judgeId] })}
    >
      {words.askAgain}
    </Button>
  );
}

/** The page was rendered for an ended run and follows no more: it is loaded again to follow on. */
function useReopen() {
  return api.run.reopen.useMutation({
    onSuccess: () => window.location.reload(),
    onError: (error) => toast.error(error.data ? error.message : words.failed),
  });
}

/** The panel anew over the same claims and verdicts, by another rubric or another day's judges. */
export function ScoreAnew({ runId }: { runId: string }) {
  const router = useRouter();
  const [rubricId, setRubric] = useState('factuality');
  const rubrics = api.rubric.list.useQuery();
  const rescore = api.run.rescore.useMutation({
    onSuccess: ({ runId: next }) => router.push(`/runs/${next}`),
    onError: (error) => toast.error(error.data ? error.message : words.failed),
  });
  return (
    <Card title={words.anewTitle} description={words.anewText} className="print:hidden">
      <div className="flex flex-wrap items-end gap-4">
        <Field label={strings.wishes.rubric} className="min-w-56 grow sm:max-w-sm">
          <Select
            value={rubricId}
            onChange={({ target }) => setRubric(target.value)}
            options={(rubrics.data ?? [{ id: 'factuality', name: 'Factuality' }]).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
        </Field>
        <Button
          busy={rescore.isPending || rescore.isSuccess}
          busyLabel={words.opening}
          onClick={() => rescore.mutate({ runId, configuration: { rubricId } })}
        >
          {words.anew}
        </Button>
      </div>
    </Card>
  );
}
