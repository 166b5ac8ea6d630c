'use client';

import Link from 'next/link';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { formatNumber } from '@/components/format-number';
import { IntervalBar } from '@/components/interval-bar';
import { hasEnded } from '@/core/evaluation/run';
import { isMeasured } from '@/core/statistics/statistic';
import { CHECK_NOTES, type ChatMessage, type AnswerCheck as Check, type CheckedAgainst } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { RunStatistic } from '../../../runs/_components/run-statistic';
import { RunStatus } from '../../../runs/_components/run-status';
import { strings as runWords } from '../../../runs/_strings';
import { strings } from '../../_strings';
import { useAnswerCheck } from '../_hooks/use-answer-check';
import { focusMessageOf } from './focus-message';

const words = strings.check;
const { figures, history } = runWords;

/** Names of judges by id; one that is no longer there goes by its id. */
export type JudgeNames = ReadonlyMap<string, string>;

const SCALE = [0, 50, 100].map((value) => ({ value, label: String(value) }));
const FRAME = 'flex max-w-measure flex-col gap-4 rounded-lg border bg-surface-raised px-4 py-4';

export type AnswerCheckProps = {
  runId: string;
  initial: Check | undefined;
  against: CheckedAgainst | null;
  judges: JudgeNames;
};

/** How well an answer holds: the panel's consensus with its interval, who judged, what became of its claims, as it comes in. */
export function AnswerCheck({ runId, initial, against, judges }: AnswerCheckProps) {
  const { status, summary } = useAnswerCheck(runId, initial);
  const isOver = hasEnded({ status });
  const consensus = summary?.consensus;
  return (
    <section aria-label={words.label} className={FRAME}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-center gap-x-4">
          <h3 className="font-semibold">{words.title}</h3>
          <RunStatus status={status} />
        </div>
        <Link
          href={`/runs/${runId}`}
          className="inline-flex min-h-6 items-center text-link underline pointer-coarse:min-h-11"
        >
          {words.open}
        </Link>
      </div>
      {(status === 'failed' || status === 'cancelled') && <p>{words.ended[status]}</p>}
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <div>
          <RunStatistic
            label={figures.consensus}
            statistic={consensus ?? null}
            format={(value) => formatNumber(value, 1)}
            unit={figures.ofHundred}
            formula={figures.consensusFormula}
            absent={isOver ? figures.ended : figures.notYet}
          />
          {consensus && isMeasured(consensus) && (
            <IntervalBar
              label={figures.consensus}
              hideLabel
              point={consensus.value}
              low={consensus.interval?.low}
              high={consensus.interval?.high}
              min={0}
              max={100}
              ticks={SCALE}
              format={(value) => formatNumber(value, 1)}
            />
          )}
        </div>
        {summary && (
          <div>
            <p className="text-muted">{words.claims}</p>
            <p className="figures">{summary.claims.total === 0 ? words.noClaims : claimCounts(summary.claims)}</p>
            <p className="figures mt-3 text-muted">{words.judges(summary.turnout.answered, summary.turnout.asked)}</p>
            {summary.scores.length > 0 && (
              <ul aria-label={words.scores} className="figures flex flex-col">
                {summary.scores.map(({ judgeId, score }) => (
                  <li key={judgeId}>{words.score(judges.get(judgeId) ?? judgeId, formatNumber(score, 1))}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
      {against && <p className="text-muted">{CHECK_NOTES[against]}</p>}
    </section>
  );
}

const claimCounts = ({ supported, refuted, notEnoughInfo }: NonNullable<Check['summary']>['claims']) =>
  history.counts(supported, refuted, notEnoughInfo);

export type NoCheckProps = { chatId: string; message: ChatMessage; mayAsk: boolean };

/** Why there is no evaluation of an answer: it is on its way, or could not be made, or is gone; then it can be made now. */
export function NoCheck({ chatId, message: { id, unchecked, checkedAgainst }, mayAsk }: NoCheckProps) {
  const check = api.chat.checkAgain.useMutation({
    onError: (error) => toast.error(error.data ? error.message : strings.room.failed),
  });
  if (!unchecked && !checkedAgainst) return <p className="text-muted">{words.preparing}</p>;
  return (
    <section aria-label={words.label} className={FRAME}>
      <h3 className="font-semibold">{words.unchecked}</h3>
      <p>{unchecked?.message ?? words.gone}</p>
      {mayAsk && (
        <Button
          size="small"
          className="self-start"
          busy={check.isPending}
          busyLabel={words.beginning}
          onClick={({ currentTarget }) =>
            check.mutate({ chatId, messageId: id }, { onSuccess: focusMessageOf(currentTarget) })
          }
        >
          {words.again}
        </Button>
      )}
    </section>
  );
}
