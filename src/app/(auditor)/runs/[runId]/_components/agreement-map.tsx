import { memo, useMemo } from 'react';
import { type HeatCell, HeatMap } from '@/components/charts/heat-map';
import { DataFigure } from '@/components/data-figure';
import { formatPercent } from '@/components/format-number';
import { pairwiseAgreement } from '@/core/evaluation/pairwise-agreement';
import type { RunState } from '@/core/evaluation/run';
import { chartStrings } from '../../_chart-strings';

const words = chartStrings.agreement;

export type AgreementMapProps = {
  runId: string;
  plan: RunState['plan'];
  claims: RunState['claims'];
  verdicts: RunState['verdicts'];
  judges: RunState['judges'];
};

/** How often any two of verifier and judges say the same of a claim, a cell a pair. */
export const AgreementMap = memo(function AgreementMap({ runId, ...state }: AgreementMapProps) {
  const { plan, claims, verdicts, judges } = state;
  const { labellers, cells } = useMemo(
    () => pairwiseAgreement({ plan, claims, verdicts, judges }),
    [plan, claims, verdicts, judges],
  );
  if (judges.length === 0) return <p className="text-muted">{words.none}</p>;
  const named = labellers.map(({ id, name }) => ({ id: id ?? '', label: id === null ? words.verifier(name) : name }));
  return (
    <DataFigure
      caption={words.caption}
      description={words.description}
      fileName={`evaluation-${runId}-agreement`}
      columns={words.columns}
      rows={named.flatMap((row, i) =>
        named.slice(i + 1).map((column, step) => {
          const cell = cells[i]![i + 1 + step]!;
          return [row.label, column.label, cell.value, cell.n, cell.value === null ? cell.reason : null];
        }),
      )}
    >
      <HeatMap
        caption={words.caption}
        rows={named}
        columns={named}
        format={formatPercent}
        cells={cells.map((row) =>
          row.map(
            (cell): HeatCell => (cell === null ? null : cell.value === null ? cell : { value: cell.value, n: cell.n }),
          ),
        )}
      />
    </DataFigure>
  );
});
