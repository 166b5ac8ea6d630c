import { Card } from '@/components/card';
import { formatPercent } from '@/components/format-number';
import { Statistic } from '@/components/statistic';
import type { BankHealthOutput } from '@/protocol/bank-health';
import { strings } from '../_strings';

const words = strings.exposure;

/** Largest exposure, overlap and what lies idle. */
export function BankUse({ exposure }: Pick<BankHealthOutput, 'exposure'>) {
  const figure = (name: 'maximum' | 'overlap' | 'unused') => {
    const statistic = exposure[name];
    const isMissing = statistic.value === null;
    return (
      <Statistic
        label={words[name]}
        value={isMissing ? null : formatPercent(statistic.value)}
        n={statistic.n}
        {...(isMissing ? { reason: statistic.reason } : { formula: statistic.method })}
      />
    );
  };
  return (
    <Card title={words.title} description={words.text}>
      <div className="grid gap-6 sm:grid-cols-3">
        {figure('maximum')}
        {figure('overlap')}
        {figure('unused')}
      </div>
    </Card>
  );
}
