import { memo } from 'react';
import { Card } from '@/components/card';
import { DataFigure } from '@/components/data-figure';
import { formatNumber, formatPercent } from '@/components/format-number';
import { IntervalBar } from '@/components/interval-bar';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { isMeasured } from '@/core/statistics/statistic';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../../_strings';
import type { ClaimView, Tally } from './claim-view';
import { VerdictBar } from './verdict-bar';

const words = strings.overview;
const figures = strings.figures;

export type OverviewProps = {
  runId: string;
  state: RunState;
  views: readonly ClaimView[];
  tally: Tally;
  onSelectClaim: (claimId: string) => void;
};

/** The sentence someone came for, the claims behind it, and the figures with what carries them. */
export const Overview = memo(function Overview({ runId, state, views, tally, onSelectClaim }: OverviewProps) {
  const { summary } = state;
  const weakest = views.find(({ claim }) => claim.id === summary?.worstClaimId);
  const absent = hasEnded(state) ? figures.ended : figures.notYet;
  return (
    <Card
      className="print:break-inside-auto!"
      title={state.status === 'completed' ? words.title : words.soFar}
      {...(summary && !summary.isCalibrated
        ? { footer: <p className="max-w-none text-muted">{figures.uncalibrated}</p> }
        : {})}
    >
      <div className="flex flex-col gap-6">
        <p className="text-xl" data-headline>
          {headline(state, tally)}
        </p>
        {views.length > 0 && (
          <DataFigure
            caption={words.chart}
            fileName={`evaluation-${runId}-claims`}
            columns={words.columns}
            rows={views.map(({ claim, standing, verdict, support }) => [
              claim.index + 1,
              claim.text,
              strings.verdict[standing],
              support?.probability ?? verdict?.probability ?? null,
              verdict?.reasons.map(({ message }) => message).join(' ') ?? null,
            ])}
          >
            <VerdictBar tally={tally} />
          </DataFigure>
        )}
        <ConsensusGauge summary={summary} absent={absent} />
        <div className="grid gap-6 border-t pt-6 sm:grid-cols-2 xl:grid-cols-4" data-figures>
          <div>
            <RunStatistic
              size="large"
              label={figures.consensus}
              statistic={summary?.consensus ?? null}
              format={(value) => formatNumber(value, 1)}
              unit={figures.ofHundred}
              formula={figures.consensusFormula}
              absent={absent}
            />
            {summary && <Turnout summary={summary} />}
          </div>
          <div>
            <RunStatistic
              size="large"
              label={figures.probability}
              statistic={summary?.hallucinationProbability ?? null}
              format={(value) => formatNumber(value)}
              formula={figures.probabilityFormula}
              noInterval={figures.probabilityNoInterval}
              absent={absent}
            />
            {weakest && (
              <button
                type="button"
                className="min-h-6 text-left text-link pointer-coarse:min-h-11 print:hidden"
                onClick={() => onSelectClaim(weakest.claim.id)}
              >
                {figures.weakest(weakest.claim.index + 1)}
              </button>
            )}
          </div>
          <Rate
            label={figures.refutedOnly}
            formula={figures.refutedOnlyFormula}
            statistic={summary?.hallucinationRate.refutedOnly ?? null}
            count={summary && figures.count(summary.claims.refuted, summary.claims.checked)}
            absent={absent}
          />
          <Rate
            label={figures.refutedOrUnknown}
            formula={figures.refutedOrUnknownFormula}
            statistic={summary?.hallucinationRate.refutedOrUnknown ?? null}
            count={
              summary && figures.count(summary.claims.refuted + summary.claims.notEnoughInfo, summary.claims.checked)
            }
            absent={absent}
          />
        </div>
      </div>
    </Card>
  );
});

function headline(state: RunState, tally: Tally): string {
  const { SUPPORTED, REFUTED, NOT_ENOUGH_INFO, unverified } = tally;
  const checked = SUPPORTED + REFUTED + NOT_ENOUGH_INFO;
  if (checked === 0) return state.status === 'completed' && unverified === 0 ? words.nothing : words.waiting;
  return [
    words.sentence(SUPPORTED, checked),
    words.rest(REFUTED, NOT_ENOUGH_INFO),
    unverified > 0 ? words.unverified(unverified) : '',
  ].join(' ');
}

type RateProps = {
  label: string;
  formula: string;
  statistic: RunSummary['consensus'] | null;
  count: string | null;
  absent: string;
};

function Rate({ count, ...rest }: RateProps) {
  return (
    <div>
      <RunStatistic size="large" format={(share) => formatPercent(share)} {...rest} />
      {count && <p className="figures text-muted">{count}</p>}
    </div>
  );
}

const SCALE = [0, 25, 50, 75, 100].map((value) => ({ value, label: String(value) }));

/** The consensus as a point and its interval as a band; hatched, with the reason, where there is none. */
function ConsensusGauge({ summary, absent }: { summary: RunSummary | null; absent: string }) {
  const consensus = summary?.consensus ?? null;
  const known = consensus && isMeasured(consensus) ? consensus : null;
  const reason = consensus && !isMeasured(consensus) ? consensus.reason : absent;
  return (
    <div className="border-t pt-6" data-gauge>
      <IntervalBar
        label={figures.consensus}
        point={known?.value ?? null}
        low={known?.interval?.low}
        high={known?.interval?.high}
        min={0}
        max={100}
        ticks={SCALE}
        format={(value) => formatNumber(value, 1)}
        reason={figures.because(reason)}
      />
      {known?.noInterval && <p className="text-muted">{figures.noInterval(known.noInterval)}</p>}
    </div>
  );
}

function Turnout({ summary: { turnout, quorum, scoreRange } }: { summary: RunSummary }) {
  const rest = figures.turnoutRest(turnout.abstained, turnout.failed, turnout.pending);
  return (
    <div className="figures mt-1 text-muted">
      <p>
        {[figures.turnout(turnout.answered, turnout.asked), rest].filter(Boolean).join(', ')}
        {'; '}
        {quorum.isSingleJudge ? figures.single : figures.quorum(quorum.needed)}
      </p>
      {scoreRange && turnout.answered > 1 && (
        <p>{figures.range(formatNumber(scoreRange.low, 1), formatNumber(scoreRange.high, 1))}</p>
      )}
    </div>
  );
}
