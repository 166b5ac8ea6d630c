import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VERDICT_LABELS, type VerdictLabel } from '@/core/evaluation/claim';
import { datasetStatistics, type RunRecord } from '@/core/evaluation/dataset-statistics';
import { applyRunEvent, NEW_RUN, type RunState } from '@/core/evaluation/run';
import type { RunEvent } from '@/core/evaluation/run-event';
import type { RunFigure } from '@/core/evaluation/run-figure';
import { runStatistics } from '@/core/evaluation/run-statistics';
import { measured } from '@/core/statistics/statistic';
import { aJudgement, aVerdict } from '~test/support/evaluation';

const LETTER: Readonly<Record<string, VerdictLabel>> = { S: 'SUPPORTED', R: 'REFUTED', N: 'NOT_ENOUGH_INFO' };
const labelsOf = (letters: string): VerdictLabel[] => [...letters].map((letter) => LETTER[letter]!);

/** A finished run: the verifier's labels, and judges with a score and perhaps labels of their own. */
function aRun(verdicts: string, judges: readonly { score: number; labels?: string }[]): RunState {
  const planned = judges.map((_, i) => ({
    id: `j${i}`,
    name: `j${i}`,
    kind: 'builtIn' as const,
    provider: 'p',
    version: '1',
  }));
  const plan = {
    judges: planned,
    verifier: { id: 'v', name: 'v' },
    splitter: 's',
    rubric: { id: 'r', version: 1 },
    quorum: 1,
  };
  const labels = labelsOf(verdicts);
  const events: RunEvent[] = [
    { type: 'runStarted', payload: { plan } },
    {
      type: 'claimsExtracted',
      payload: {
        claims: labels.map((_, index) => ({
          id: `c${index + 1}`,
          index,
          start: index,
          end: index + 1,
          text: 'x',
          kind: 'general',
        })),
        leftOut: [],
      },
    },
    ...labels.map(
      (label, i): RunEvent => ({
        type: 'verdictReached',
        payload: aVerdict({ id: `c${i + 1}` }, { label, probability: label === 'SUPPORTED' ? 0.8 : 0.2 }),
      }),
    ),
    ...judges.map(
      ({ score, labels: own = '' }, i): RunEvent => ({
        type: 'judgementReached',
        payload: {
          judgeId: `j${i}`,
          durationMs: 1,
          judgement: aJudgement({
            score,
            opinions: labelsOf(own).map((label, c) => ({ claimId: `c${c + 1}`, label, probability: null })),
          }),
        },
      }),
    ),
  ];
  return events.reduce((state, event) => applyRunEvent(state, event, '2026-01-01T00:00:00.000Z'), NEW_RUN);
}

const draw = (state: RunState, resamples = 200): RunFigure[] => runStatistics(state, { seed: 'a run', resamples });
const of = (figures: readonly RunFigure[], id: string) => figures.find((figure) => figure.id === id)!.statistic;

test('one supported, one refuted, one unknown: MiHR 2/3 and FActScore 1/3, as the older toolkit has them', () => {
  const figures = draw(aRun('SRN', [{ score: 50 }]));
  expect(of(figures, 'claims.mihr.unsupported').value).toBeCloseTo(2 / 3, 12);
  expect(of(figures, 'claims.mihr.refuted').value).toBeCloseTo(1 / 3, 12);
  expect(of(figures, 'claims.factscore.plain').value).toBeCloseTo(1 / 3, 12);
  expect(of(figures, 'claims.factscore').value).toBeCloseTo(Math.exp(1 - 10 / 3) / 3, 12);
});

test('three who label four claims SSRN, SRRN, SSRS agree with a Fleiss kappa of .4545', () => {
  const figures = draw(
    aRun('SSRN', [
      { score: 50, labels: 'SRRN' },
      { score: 60, labels: 'SSRS' },
    ]),
  );
  expect(of(figures, 'agreement.fleiss').value).toBeCloseTo(0.4545, 4);
  expect(of(figures, 'agreement.raw').value).toBeCloseTo(0.6667, 4);
});

test('three judges at 80, 85 and 90: 85 within 12.42 either way, and the same by median', () => {
  const figures = draw(aRun('S', [{ score: 80 }, { score: 85 }, { score: 90 }]));
  const consensus = of(figures, 'consensus.mean');
  expect(consensus).toMatchObject({ value: 85, n: 3 });
  expect(consensus.value !== null && consensus.interval!.high - 85).toBeCloseTo(12.4207, 4);
  expect(of(figures, 'consensus.median').value).toBe(85);
  expect(of(figures, 'consensus.weighted')).toMatchObject({ value: null, reason: expect.stringContaining('labels') });
});

test('every figure has a value or a reason, its n and its formula, and says why it has no interval where it matters', () => {
  const judge = fc.record({ score: fc.integer({ min: 0, max: 100 }), labels: fc.stringMatching(/^[SRN]{0,6}$/) });
  fc.assert(
    fc.property(fc.stringMatching(/^[SRN]{0,6}$/), fc.array(judge, { maxLength: 4 }), (verdicts, judges) => {
      const kept = judges.map(({ score, labels }) => ({ score, labels: labels.slice(0, verdicts.length) }));
      const figures = draw(aRun(verdicts, kept), 0);
      expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
      for (const { formula, statistic, unit } of figures) {
        expect(formula).not.toBe('');
        expect(statistic.n).toBeGreaterThanOrEqual(0);
        if (statistic.value === null) expect(statistic.reason).not.toBe('');
        else {
          expect(Number.isFinite(statistic.value)).toBe(true);
          if (unit === 'share' || unit === 'probability') expect(statistic.value).toBeGreaterThanOrEqual(0);
          if (unit !== 'points' && unit !== 'count') expect(statistic.value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }
    }),
    { numRuns: 60 },
  );
});

function aRecord(runId: string, verdicts: string, source = runId, scores = [70, 80]): RunRecord {
  const count = (letter: string) => [...verdicts].filter((other) => other === letter).length;
  const claims = {
    total: verdicts.length,
    checked: verdicts.length,
    supported: count('S'),
    refuted: count('R'),
    notEnoughInfo: count('N'),
    unverified: 0,
    leftOut: 0,
  };
  const none = measured(0, 1, '');
  return {
    runId,
    source,
    summary: {
      claims,
      consensus: measured((scores[0]! + scores[1]!) / 2, 2, 'mean'),
      scores: scores.map((score, i) => ({ judgeId: `j${i}`, score, repeats: 1 })),
      hallucinationRate: { refutedOnly: none, refutedOrUnknown: none },
    },
    opinions: labelsOf(verdicts).map((label) => ({ verifier: label, j0: label })),
  };
}

test('outputs SS, SR, N and one without claims: MaHR is 2/3, since an output without claims counts nowhere (the older toolkit said .5)', () => {
  const records = ['SS', 'SR', 'N', ''].map((verdicts, i) => aRecord(`r${i}`, verdicts));
  const figures = datasetStatistics(records, { seed: 's', resamples: 100 });
  expect(of(figures, 'claims.mahr.unsupported')).toMatchObject({ value: 2 / 3, n: 3 });
  expect(of(figures, 'claims.mahr.refuted')).toMatchObject({ value: 1 / 3, n: 3 });
});

test('runs on one source are drawn together, so repeating a run does not narrow an interval', () => {
  const score = (i: number) => [50 + 3 * i, 60 + 2 * i];
  const once = Array.from({ length: 8 }, (_, i) => aRecord(`r${i}`, 'SR', `s${i}`, score(i)));
  const repeated = once.flatMap((record, i) =>
    Array.from({ length: 5 }, (_, k) => aRecord(`r${i}.${k}`, 'SR', record.source, score(i))),
  );
  const width = (records: readonly RunRecord[]) => {
    const mean = of(datasetStatistics(records, { seed: 's', resamples: 500 }), 'consensus.mean');
    return mean.value === null ? Number.NaN : mean.interval!.high - mean.interval!.low;
  };
  expect(width(repeated)).toBeGreaterThan(0.9 * width(once));
});

test('no run, or none that carries a figure, gives reasons and no numbers', () => {
  for (const { statistic } of datasetStatistics([], { seed: 's', resamples: 50 })) {
    expect(statistic.value).toBeNull();
    if (statistic.value === null) expect(statistic.reason).not.toBe('');
  }
  expect(VERDICT_LABELS).toHaveLength(3);
});
