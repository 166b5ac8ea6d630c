import { Card } from '@/components/card';
import { IntervalList } from '@/components/charts/interval-list';
import type { Domain } from '@/components/charts/scale';
import { DataFigure } from '@/components/data-figure';
import { formatNumber, formatPercent } from '@/components/format-number';
import type { FigureUnit, RunFigure } from '@/core/evaluation/run-figure';
import { chartStrings } from '../_chart-strings';
import { FigureTable } from './figure-table';

const words = chartStrings.dataset;

export type FigureGroupView = {
  id: string;
  title: string;
  text: string;
  units: readonly FigureUnit[];
  domain: Domain;
  isOf: (figure: RunFigure) => boolean;
  /** Of its figures only these are drawn; the tables have all. */
  isDrawn?: (figure: RunFigure) => boolean;
};

export type FigureGroupCardProps = {
  group: FigureGroupView;
  figures: readonly RunFigure[];
  /** Without extension. */
  fileName: string;
};

/** Figures of one kind as points with their bands on one scale, each with its n or its reason, and formulas one key away. */
export function FigureGroupCard({ group, figures, fileName }: FigureGroupCardProps) {
  const own = figures.filter(group.isOf);
  if (own.length === 0) return null;
  const isShare = group.units.includes('share');
  return (
    <Card title={group.title} description={group.text} className="print:break-inside-auto!">
      <DataFigure
        caption={words.caption(group.title)}
        fileName={fileName}
        columns={words.columns}
        rows={own.map(({ name, formula, statistic }) => {
          const interval = statistic.value === null ? undefined : statistic.interval;
          return [
            name,
            statistic.value,
            interval?.low ?? null,
            interval?.high ?? null,
            interval?.level ?? null,
            interval?.method ?? null,
            statistic.n,
            formula,
            reasonOf(statistic) ?? null,
          ];
        })}
      >
        <IntervalList
          domain={group.domain}
          format={
            isShare ? (value) => formatPercent(value) : (value) => formatNumber(value, group.id === 'points' ? 1 : 2)
          }
          rows={own.filter(group.isDrawn ?? (() => true)).map(({ id, name, statistic }) => {
            const interval = statistic.value === null ? undefined : statistic.interval;
            const reason = reasonOf(statistic);
            return {
              id,
              label: name,
              point: statistic.value,
              low: interval?.low,
              high: interval?.high,
              note: [words.n(statistic.n), ...(reason ? [words.because(statistic.value === null, reason)] : [])].join(
                '. ',
              ),
            };
          })}
        />
      </DataFigure>
      <details className="mt-4 border-t pt-3">
        <summary className="min-h-11 cursor-pointer font-medium">{words.formulas}</summary>
        <FigureTable caption={words.caption(group.title)} figures={own} />
      </details>
    </Card>
  );
}

const reasonOf = (statistic: RunFigure['statistic']) =>
  statistic.value === null ? statistic.reason : statistic.noInterval;
