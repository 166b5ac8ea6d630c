import { Card } from '@/components/card';
import { formatNumber, formatPercent } from '@/components/format-number';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../../_strings';
import { AgreementMap } from './agreement-map';
import { memoByState } from './memo-by-state';

const words = strings.figures;

/** How far those who judged say the same, by the three statistics that one text can carry. */
export const AgreementFigures = memoByState(AgreementFiguresPart, [
  'summary',
  'status',
  'plan',
  'claims',
  'verdicts',
  'judges',
]);

function AgreementFiguresPart({ runId, state }: { runId: string; state: RunState }) {
  const agreement = state.summary?.agreement ?? null;
  const shared = {
    noInterval: words.agreementNoInterval,
    absent: hasEnded(state) ? words.ended : words.notYet,
  };
  return (
    <Card title={words.agreementTitle} description={words.agreementText}>
      <div className="grid gap-6 sm:grid-cols-3">
        <RunStatistic
          {...shared}
          label={words.scoreDifference}
          statistic={agreement?.scoreDifference ?? null}
          format={(value) => formatNumber(value, 1)}
          unit={words.points}
          formula={words.scoreDifferenceFormula}
        />
        <RunStatistic
          {...shared}
          label={words.unanimous}
          statistic={agreement?.unanimousClaims ?? null}
          format={(value) => formatPercent(value)}
          formula={words.unanimousFormula}
        />
        <RunStatistic
          {...shared}
          label={words.alpha}
          statistic={agreement?.alpha ?? null}
          format={(value) => formatNumber(value)}
          formula={words.alphaFormula}
        />
      </div>
      <div className="mt-6 border-t pt-6">
        <AgreementMap
          runId={runId}
          plan={state.plan}
          claims={state.claims}
          verdicts={state.verdicts}
          judges={state.judges}
        />
      </div>
    </Card>
  );
}
