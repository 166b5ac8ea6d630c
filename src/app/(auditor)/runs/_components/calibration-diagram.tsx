import { LineChart } from '@/components/charts/line-chart';
import { DataFigure } from '@/components/data-figure';
import { formatNumber } from '@/components/format-number';
import { type CalibrationReport, MIN_LABELS } from '@/core/evaluation/calibration-report';
import { isMeasured } from '@/core/statistics/statistic';
import { chartStrings } from '../_chart-strings';
import { FigureTable } from './figure-table';

const words = chartStrings.calibration;
const UNIT = { min: 0, max: 1 };
const format = (value: number) => formatNumber(value, 1);

/** The reliability diagram with its figures; without enough labels the reason, and how there come to be enough. */
export function CalibrationDiagram({ report }: { report: CalibrationReport }) {
  const { plan, reliability, labels, figures } = report;
  const series = [
    { id: 'before', label: words.before, bins: reliability.before },
    { id: 'after', label: words.after, bins: reliability.after },
  ].filter(({ bins }) => bins.length > 0 && labels.claims >= MIN_LABELS);
  return (
    <div className="flex flex-col gap-6">
      <p className="figures">{words.labels(labels.claims, labels.runs)}</p>
      {!isMeasured(plan) && (
        <p>
          {words.none(plan.reason)} {words.how}
        </p>
      )}
      {series.length > 0 && (
        <DataFigure
          caption={words.caption}
          description={words.description}
          fileName="calibration"
          columns={words.columns}
          rows={series.flatMap(({ label, bins }) =>
            bins.map((bin) => [label, bin.meanProbability, bin.shareTrue, bin.low, bin.high, bin.n]),
          )}
        >
          <LineChart
            label={words.caption}
            shape="square"
            interval="whiskers"
            hasDiagonal
            x={UNIT}
            y={UNIT}
            xLabel={words.mean}
            yLabel={words.share}
            formatX={format}
            formatY={format}
            series={series.map(({ id, label, bins }) => ({
              id,
              label,
              points: bins.map(({ meanProbability, shareTrue, low, high, n }) => ({
                x: meanProbability,
                y: shareTrue,
                low,
                high,
                n,
              })),
            }))}
          />
        </DataFigure>
      )}
      {labels.claims >= MIN_LABELS && <FigureTable caption={words.figures} figures={figures} />}
    </div>
  );
}
