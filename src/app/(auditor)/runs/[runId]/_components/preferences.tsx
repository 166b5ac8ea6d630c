import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import type { RunState } from '@/core/evaluation/run';
import { strings } from '../../_strings';
import { memoByState } from './memo-by-state';

const words = strings.preference;

type Row = { id: string; name: string; prefers: string; why: string };

const COLUMNS: readonly Column<Row>[] = [
  { id: 'judge', header: words.judge, cell: ({ name }) => name },
  { id: 'prefers', header: words.prefers, cell: ({ prefers }) => prefers },
  { id: 'why', header: words.why, cell: ({ why }) => <span className="wrap-anywhere">{why}</span> },
];

/** Which of two outputs each judge prefers, and why; who changed sides with the order counts for neither. */
export const Preferences = memoByState(PreferencesPart, ['summary', 'preferences', 'judges']);

function PreferencesPart({ state, rival }: { state: RunState; rival: string | null }) {
  if (rival === null) return null;
  const tally = state.summary?.preference;
  const nameOf = (id: string) => state.judges.find(({ judge }) => judge.id === id)?.judge.name ?? id;
  const rows = state.preferences.map(
    ({ judgeId, outcome }): Row => ({
      id: judgeId,
      name: nameOf(judgeId),
      prefers: outcome.status === 'preferred' ? words.sides[outcome.preferred] : words[outcome.status],
      why: outcome.status === 'failed' ? `${outcome.message} ${outcome.recovery}` : outcome.reason,
    }),
  );
  return (
    <Card title={words.title} {...(tally && { description: words.tally(tally.output, tally.rival, tally.tie) })}>
      <DataTable
        caption={words.caption}
        hideCaption
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p className="text-muted">{words.waiting}</p>}
      />
      <details className="mt-4 border-t pt-3">
        <summary className="min-h-11 cursor-pointer font-medium">{words.rival}</summary>
        <p className="whitespace-pre-line wrap-anywhere">{rival}</p>
      </details>
    </Card>
  );
}
