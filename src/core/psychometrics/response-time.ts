/** Lognormal time model of an item (van der Linden 2006): `ln T ~ N(intensity - speed, 1 / precision^2)`, T in ms. */
export type ItemTime = { readonly intensity: number; readonly precision: number };

export type TimedResponse = { readonly itemId: string; readonly timeMs: number; readonly item: ItemTime };

export type ResponseTimes = {
  /** Log-units faster (above 0) or slower than the norm group. */
  readonly speed: number;
  readonly speedSd: number;
  /** Standardised residuals in the order given: below -2 is unusually fast for this person. */
  readonly residuals: readonly number[];
  readonly rapidItemIds: readonly string[];
  /** Share of responses too fast to have been read. */
  readonly rapidShare: number;
  readonly lowEffort: boolean;
};

/** A response in less than a tenth of the item's mean time is a rapid guess (NT10, Wise & Ma 2012). */
const RAPID = 0.1;
const LOW_EFFORT = 0.15;
const LEAST_TIMES = 20;

/**
 * What response times say about a person's speed and effort (Wise & Kong 2005). `timeMultiplier` is the person's
 * accommodation: every item is taken to last that much longer for them, so that extra time does not look like slowness.
 * Null without responses.
 */
export function analyseResponseTimes(responses: readonly TimedResponse[], timeMultiplier = 1): ResponseTimes | null {
  if (responses.length === 0) return null;
  const shift = Math.log(timeMultiplier);
  let weight = 0;
  let weighted = 0;
  for (const { timeMs, item } of responses) {
    weight += item.precision ** 2;
    weighted += item.precision ** 2 * (item.intensity + shift - Math.log(Math.max(1, timeMs)));
  }
  const speed = weighted / weight;
  const rapidItemIds = responses
    .filter(({ timeMs, item }) => timeMs < RAPID * meanTimeMs(item) * timeMultiplier)
    .map(({ itemId }) => itemId);
  const rapidShare = rapidItemIds.length / responses.length;
  return {
    speed,
    speedSd: 1 / Math.sqrt(weight),
    residuals: responses.map(
      ({ timeMs, item }) => item.precision * (Math.log(Math.max(1, timeMs)) - (item.intensity + shift - speed)),
    ),
    rapidItemIds,
    rapidShare,
    lowEffort: rapidShare >= LOW_EFFORT,
  };
}

/** Mean time of the norm group: `exp(intensity + 1 / (2 precision^2))` ms. */
export function meanTimeMs({ intensity, precision }: ItemTime): number {
  return Math.exp(intensity + 1 / (2 * precision * precision));
}

/** Time model of an item nobody has answered yet: the author's estimate as its mean, with a log-sd of .5. */
export function expectedItemTime(expectedTimeMs: number, logSd = 0.5): ItemTime {
  return { intensity: Math.log(expectedTimeMs) - (logSd * logSd) / 2, precision: 1 / logSd };
}

/** Time model from observed times of people of mixed speed; null below 20 times, when the estimate should stand. */
export function fitItemTime(timesMs: readonly number[]): ItemTime | null {
  if (timesMs.length < LEAST_TIMES) return null;
  const logs = timesMs.map((timeMs) => Math.log(Math.max(1, timeMs)));
  const intensity = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - intensity) ** 2, 0) / (logs.length - 1);
  return { intensity, precision: 1 / Math.sqrt(Math.max(variance, 0.01)) };
}
