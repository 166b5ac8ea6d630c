import { Card } from '@/components/card';
import { formatNumber } from '@/components/format-number';
import { Statistic } from '@/components/statistic';
import type { ResultsOutput } from '@/protocol/report';
import { strings } from '../_strings';

const words = strings.technical;

type Figure = ResultsOutput['technical']['sem'];

/** Reliability, standard error and the sample they come from. */
export function TechnicalSheet({ technical }: Pick<ResultsOutput, 'technical'>) {
  const points = (figure: Figure, from = 0) =>
    figure.value === null ? null : formatNumber(from + 100 * figure.value, 0);
  const shared = (figure: Figure) => ({ n: figure.n, reason: figure.value === null ? figure.reason : undefined });
  const { meanTheta, sdTheta, sem, reliability } = technical;
  return (
    <Card title={words.title} description={words.text}>
      <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-5">
        <Statistic label={words.sample} value={String(technical.n)} />
        <Statistic
          label={words.mean}
          value={points(meanTheta, 500)}
          formula={words.meanFormula}
          {...shared(meanTheta)}
        />
        <Statistic label={words.sd} value={points(sdTheta)} formula={words.sdFormula} {...shared(sdTheta)} />
        <Statistic label={words.sem} value={points(sem)} formula={words.semFormula} {...shared(sem)} />
        <Statistic
          label={words.reliability}
          value={reliability.value === null ? null : formatNumber(reliability.value)}
          formula={words.reliabilityFormula}
          {...shared(reliability)}
        />
      </div>
    </Card>
  );
}
