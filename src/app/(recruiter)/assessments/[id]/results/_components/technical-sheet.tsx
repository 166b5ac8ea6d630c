import { Card } from '@/components/card';
import { formatNumber, formatPercent } from '@/components/format-number';
import { Statistic } from '@/components/statistic';
import type { ResultsOutput } from '@/protocol/report';
import { strings } from '../_strings';

const words = strings.technical;

type Figure = ResultsOutput['technical']['sem'];

/** Reliability, standard error and the sample they come from. */
export function TechnicalSheet({ technical }: Pick<ResultsOutput, 'technical'>) {
  const shown = (figure: Figure, format: (value: number) => string) => {
    const { n } = figure;
    if (figure.value === null) return { value: null, n, reason: figure.reason };
    const { interval, noInterval } = figure;
    return {
      value: format(figure.value),
      n,
      reason: noInterval,
      interval: interval && {
        low: format(interval.low),
        high: format(interval.high),
        level: formatPercent(interval.level),
        method: interval.method,
      },
    };
  };
  const points = (value: number) => formatNumber(100 * value, 0);
  const { meanTheta, sdTheta, sem, reliability } = technical;
  return (
    <Card title={words.title} description={words.text}>
      <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-5">
        <Statistic label={words.sample} value={String(technical.n)} />
        <Statistic label={words.mean} formula={words.meanFormula} {...shown(meanTheta, (value) => points(5 + value))} />
        <Statistic label={words.sd} formula={words.sdFormula} {...shown(sdTheta, points)} />
        <Statistic label={words.sem} formula={words.semFormula} {...shown(sem, points)} />
        <Statistic label={words.reliability} formula={words.reliabilityFormula} {...shown(reliability, formatNumber)} />
      </div>
    </Card>
  );
}
