import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { formatNumber } from '@/components/format-number';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../_strings';
import type { PairedScore } from './compared';

export function ComparisonFigures({ figures }: { figures: readonly RunFigure[] }) {
  return (
    <Card title={strings.figuresTitle}>
      <div className="grid gap-6 sm:grid-cols-2 xl:grid-cols-4" data-comparison>
        {figures.map(({ id, name, unit, formula, statistic }) => (
          <RunStatistic
            key={id}
            label={name}
            statistic={statistic}
            format={(value) => formatNumber(value, unit === 'points' ? 1 : 3)}
            {...(unit === 'points' ? { unit: 'points' } : {})}
            formula={formula}
            noInterval={strings.noInterval}
          />
        ))}
      </div>
    </Card>
  );
}

export function PairedScores({ scores }: { scores: readonly PairedScore[] }) {
  const shown = (score: number | null) =>
    score === null ? <span className="text-muted">{strings.absent}</span> : formatNumber(score, 1);
  return (
    <Card title={strings.judgesTitle} padding="flush">
      <DataTable
        caption={strings.judgesTitle}
        hideCaption
        rows={scores}
        rowKey={({ judgeId }) => judgeId}
        columns={[
          { id: 'judge', header: strings.judge, cell: ({ name }) => name },
          { id: 'first', header: strings.first, align: 'end', cell: ({ scores: [first] }) => shown(first) },
          { id: 'second', header: strings.second, align: 'end', cell: ({ scores: [, second] }) => shown(second) },
          {
            id: 'change',
            header: strings.change,
            align: 'end',
            cell: ({ scores: [first, second] }) =>
              first === null || second === null ? '–' : formatNumber(second - first, 1),
          },
        ]}
      />
    </Card>
  );
}
