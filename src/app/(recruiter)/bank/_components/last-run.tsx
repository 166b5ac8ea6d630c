import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { Instant } from '@/components/instant';
import type { BankHealthOutput } from '@/protocol/bank-health';
import { strings } from '../_strings';

const words = strings.run;
type Run = NonNullable<BankHealthOutput['lastRun']>;
type Skill = Run['skills'][number];

const COLUMNS: readonly Column<Skill>[] = [
  { id: 'skill', header: words.columns.skill, cell: ({ skillId }) => skillId },
  { id: 'answers', header: words.columns.answers, align: 'end', cell: ({ answers }) => answers },
  {
    id: 'marginal',
    header: words.columns.marginal,
    cell: ({ marginal, reason }) =>
      marginal ? words.marginal(marginal.items, marginal.people) : reason && words.reasons[reason],
  },
  { id: 'published', header: words.columns.published, align: 'end', cell: ({ published }) => published },
  { id: 'anchors', header: words.columns.anchors, align: 'end', cell: ({ newAnchors }) => newAnchors },
];

/** What the last nightly calibration did, skill by skill, with the reason where it did nothing. */
export function LastRun({ run }: { run: Run | null }) {
  return (
    <Card title={words.title} padding={run ? 'flush' : 'normal'}>
      {run ? (
        <>
          <p className="px-4 pb-4 sm:px-6">
            <Instant value={new Date(run.startedAt)} />.{' '}
            {run.revision === null ? words.unchanged : words.published(run.revision)}
          </p>
          <DataTable
            caption={words.title}
            hideCaption
            columns={COLUMNS}
            rows={run.skills}
            rowKey={({ skillId }) => skillId}
          />
        </>
      ) : (
        <p>{words.none}</p>
      )}
    </Card>
  );
}
