import { wilson } from './intervals';
import { mean } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** Checked claims of one output by what became of them. `hasAbstained`: the output declined to answer. */
export type OutputClaims = { supported: number; refuted: number; unknown: number; hasAbstained?: boolean };

export type UnsupportedMeans = 'refutedOnly' | 'refutedOrUnknown';

const unsupported = (claims: OutputClaims, means: UnsupportedMeans): number =>
  claims.refuted + (means === 'refutedOrUnknown' ? claims.unknown : 0);

const checked = ({ supported, refuted, unknown }: OutputClaims): number => supported + refuted + unknown;

/**
 * Macro hallucination rate: share of outputs with at least one unsupported claim, with Wilson interval. Outputs without a checked
 * claim do not count; without any output it is not measured.
 */
export function macroHallucinationRate(outputs: readonly OutputClaims[], means: UnsupportedMeans): Statistic {
  const measurable = outputs.filter((claims) => checked(claims) > 0);
  if (measurable.length === 0) return notMeasured('no output with a checked claim');
  const rate = wilson(measurable.filter((claims) => unsupported(claims, means) > 0).length, measurable.length);
  return rate.value === null ? rate : { ...rate, method: `share of outputs with an unsupported claim, ${means}` };
}

/** Facts from which an output is as long as FActScore asks for. */
const LENGTH_GAMMA = 10;

/**
 * FActScore: mean over outputs that answered of supported / claims. With the length penalty each share counts exp(1 - gamma / n) for
 * n <= gamma claims, so that saying one safe thing is not perfect. Min et al. (2023). Outputs that abstained do not count.
 */
export function factScore(
  outputs: readonly OutputClaims[],
  { hasLengthPenalty = true, gamma = LENGTH_GAMMA } = {},
): Statistic {
  const answered = outputs.filter((claims) => !claims.hasAbstained && checked(claims) > 0);
  if (answered.length === 0) return notMeasured('no output with a checked claim');
  const shares = answered.map((claims) => {
    const n = checked(claims);
    const penalty = hasLengthPenalty && n <= gamma ? Math.exp(1 - gamma / n) : 1;
    return (penalty * claims.supported) / n;
  });
  return measured(
    mean(shares),
    answered.length,
    hasLengthPenalty ? `FActScore, gamma ${gamma}` : 'FActScore without length penalty',
  );
}

/**
 * F1@K of SAFE: precision is supported / (supported + not supported), recall supported / K up to 1, where K is how many facts a reader
 * wants; 0 without any supported fact. Wei et al. (2024).
 */
export function safeF1AtK(claims: OutputClaims, k: number): Statistic {
  if (!(k > 0)) throw new RangeError(`K is ${k}`);
  const n = checked(claims);
  if (n === 0) return notMeasured('no claim was checked');
  if (claims.supported === 0) return measured(0, n, `F1@${k}`);
  const precision = claims.supported / n;
  const recall = Math.min(claims.supported / k, 1);
  return measured((2 * precision * recall) / (precision + recall), n, `F1@${k}`);
}
