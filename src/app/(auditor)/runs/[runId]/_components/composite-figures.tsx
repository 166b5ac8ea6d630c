import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { formatNumber } from '@/components/format-number';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../../_strings';
import { memoByState } from './memo-by-state';

const words = strings.figures;

/** The composite score with every part it is made of. */
export const CompositeFigures = memoByState(CompositeFiguresPart, ['summary', 'status']);

function CompositeFiguresPart({ state }: { state: RunState }) {
  const composite = state.summary?.composite ?? null;
  const absent = hasEnded(state) ? words.ended : words.notYet;
  return (
    <Card title={words.compositeTitle} description={words.compositeText} padding="flush">
      <div className="px-4 pb-4 sm:px-6">
        <RunStatistic
          size="large"
          label={words.composite}
          statistic={composite?.score ?? null}
          format={(value) => formatNumber(value, 1)}
          unit={words.ofHundred}
          formula={words.compositeFormula}
          noInterval={words.compositeNoInterval}
          absent={absent}
        />
      </div>
      {composite && composite.parts.length > 0 && (
        <DataTable
          caption={words.partsCaption}
          hideCaption
          rows={composite.parts}
          rowKey={({ name }) => name}
          columns={[
            { id: 'part', header: words.part, cell: ({ name }) => words.parts[name] },
            { id: 'weight', header: words.weight, align: 'end', cell: ({ weight }) => formatNumber(weight, 1) },
            {
              id: 'value',
              header: words.value,
              align: 'end',
              cell: ({ value }) => (value === null ? words.nothingToCount : formatNumber(value, 1)),
            },
            {
              id: 'contribution',
              header: words.contribution,
              align: 'end',
              cell: ({ contribution }) => formatNumber(contribution, 1),
            },
            { id: 'note', header: words.note, cell: ({ note }) => note },
          ]}
        />
      )}
    </Card>
  );
}
