'use client';

import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { SubmitRun } from '@/protocol/evaluation';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.wishes;

/** What the run would use, on demand: counting long texts is the server's work. */
export function EstimatePanel({ submission, isReady }: { submission: SubmitRun; isReady: boolean }) {
  const estimate = api.run.estimate.useMutation();
  const total = estimate.data?.total;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        disabled={!isReady || submission.source.trim() === '' || submission.output.trim() === ''}
        busy={estimate.isPending}
        busyLabel={words.estimating}
        onClick={() => estimate.mutate(submission)}
      >
        {words.estimate}
      </Button>
      <div role="status" className="figures text-muted">
        {total &&
          (total.requests.high === 0
            ? words.free
            : [
                words.tokens(
                  total.inputTokens.low + total.outputTokens.low,
                  total.inputTokens.high + total.outputTokens.high,
                ),
                total.cost ? words.cost(total.cost.low, total.cost.high) : words.noPrices,
              ].join('; '))}
      </div>
      {estimate.error && <Notice tone="caution">{words.estimateFailed}</Notice>}
    </div>
  );
}
