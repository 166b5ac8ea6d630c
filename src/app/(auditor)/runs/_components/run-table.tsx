import Link from 'next/link';
import { DataTable } from '@/components/data-table';
import { formatNumber } from '@/components/format-number';
import { Instant } from '@/components/instant';
import { isMeasured, type Statistic } from '@/core/statistics/statistic';
import type { RunListEntry } from '@/protocol/run';
import { strings as library } from '../_library-strings';
import { strings } from '../_strings';
import { RunStatus } from './run-status';

const words = strings.history;

export type RunTableProps = {
  runs: readonly RunListEntry[];
  /** Ids of those to be compared. */
  chosen: readonly string[];
  onToggle: (runId: string) => void;
  /** As many are chosen as can be: those not chosen cannot be any more. */
  isFull: boolean;
};

/** Runs with their two main figures, each with its interval or the reason why there is none. */
export function RunTable({ runs, chosen, onToggle, isFull }: RunTableProps) {
  return (
    <DataTable
      caption={words.caption}
      hideCaption
      rows={runs}
      rowKey={({ runId }) => runId}
      columns={[
        {
          id: 'output',
          header: words.output,
          cell: ({ runId, excerpt }) => (
            <Link
              href={`/runs/${runId}`}
              className="line-clamp-2 min-w-48 max-w-prose py-0.5 font-medium text-link wrap-anywhere"
            >
              {excerpt.trim() || words.untitled}
            </Link>
          ),
        },
        { id: 'state', header: words.state, cell: ({ status }) => <RunStatus status={status} /> },
        {
          id: 'consensus',
          header: words.consensus,
          cell: (run) => (
            <Figure run={run} statistic={run.summary?.consensus} format={(value) => formatNumber(value, 1)} />
          ),
        },
        {
          id: 'hallucination',
          header: words.hallucination,
          cell: (run) => (
            <Figure
              run={run}
              statistic={run.summary?.hallucinationProbability}
              format={(value) => formatNumber(value)}
              note={(n) => words.largest(n)}
            />
          ),
        },
        {
          id: 'claims',
          header: words.claims,
          cell: ({ summary }) =>
            summary && words.counts(summary.claims.supported, summary.claims.refuted, summary.claims.notEnoughInfo),
        },
        {
          id: 'started',
          header: words.started,
          cell: ({ createdAt }) => <Instant value={new Date(createdAt)} />,
        },
        {
          id: 'compare',
          header: library.compare.select,
          cell: ({ runId, excerpt }) => (
            <label className="flex min-h-6 min-w-6 cursor-pointer items-center justify-center pointer-coarse:min-h-11 pointer-coarse:min-w-11">
              <input
                type="checkbox"
                className="size-5 accent-accent"
                checked={chosen.includes(runId)}
                disabled={isFull && !chosen.includes(runId)}
                onChange={() => onToggle(runId)}
              />
              <span className="sr-only">{library.compare.selectThis(excerpt.trim() || words.untitled)}</span>
            </label>
          ),
        },
      ]}
    />
  );
}

type FigureProps = {
  run: RunListEntry;
  statistic: Statistic | undefined;
  format: (value: number) => string;
  /** What stands under a figure that never has an interval. */
  note?: (n: number) => string;
};

function Figure({ run, statistic, format, note }: FigureProps) {
  if (!statistic) {
    return <span className="text-muted">{run.endedAt === null ? words.pending : words.notMeasured}</span>;
  }
  if (!isMeasured(statistic)) return <span className="text-muted">{words.because(statistic.reason)}</span>;
  const { value, n, interval, noInterval } = statistic;
  return (
    <span className="figures flex flex-col">
      <span className="font-medium">{format(value)}</span>
      <span className="text-muted">
        {interval
          ? words.interval(format(interval.low), format(interval.high))
          : noInterval
            ? words.noInterval(noInterval)
            : note?.(n)}
      </span>
    </span>
  );
}
