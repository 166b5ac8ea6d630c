import { memo } from 'react';
import { Card } from '@/components/card';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { FigureTable } from '../../_components/figure-table';
import { strings } from '../../_strings';

const words = strings.statistics;

/** Every statistic of the run, folded away until it is asked for. */
export const RunFigures = memo(function RunFigures({ figures }: { figures: readonly RunFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <Card title={words.title} description={words.text} className="print:break-inside-auto!">
      <details data-all-statistics>
        <summary className="min-h-11 cursor-pointer font-medium">{words.show}</summary>
        <FigureTable caption={words.caption} figures={figures} />
      </details>
    </Card>
  );
});
