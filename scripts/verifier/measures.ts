export type Scored = { score: number; isSupported: boolean };

/** Area under the ROC curve of "not supported" by ranks, ties at half. */
export function auroc(cases: readonly Scored[]): number {
  const sorted = cases.toSorted((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j < sorted.length && sorted[j]!.score === sorted[i]!.score) j += 1;
    for (let k = i; k < j; k += 1) if (!sorted[k]!.isSupported) rankSum += (i + j + 1) / 2;
    i = j;
  }
  const positive = sorted.filter((c) => !c.isSupported).length;
  return (rankSum - (positive * (positive + 1)) / 2) / (positive * (sorted.length - positive));
}

/** Mean of the shares rightly called unsupported (score at or above the threshold) and rightly called supported. */
export function balancedAccuracy(cases: readonly Scored[], threshold: number): number {
  const rightShare = (isSupported: boolean) => {
    const of = cases.filter((c) => c.isSupported === isSupported);
    return of.filter((c) => c.score < threshold === isSupported).length / of.length;
  };
  return (rightShare(true) + rightShare(false)) / 2;
}

/** The threshold with the best balanced accuracy averaged over the sets; coarse on purpose, 200 steps. */
export function chooseThreshold(sets: readonly (readonly Scored[])[]): number {
  const values = sets
    .flat()
    .map((c) => c.score)
    .sort((a, b) => a - b);
  const candidates = Array.from({ length: 200 }, (_, i) => values[Math.floor((i / 200) * values.length)]!);
  const quality = (t: number) => mean(sets.map((cases) => balancedAccuracy(cases, t)));
  return candidates.map((t) => ({ t, q: quality(t) })).sort((a, b) => b.q - a.q)[0]!.t;
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/**
 * Calibration error with weights: cases in order of probability, cut into ten bins of equal weight, the weighted mean of
 * |share supported - mean probability|.
 */
export function calibrationError(
  cases: readonly { probability: number; isSupported: boolean; weight: number }[],
  bins = 10,
): number {
  const sorted = cases.toSorted((a, b) => a.probability - b.probability);
  const whole = sorted.reduce((total, c) => total + c.weight, 0);
  const gaps = new Map<number, number>();
  let before = 0;
  for (const { probability, isSupported, weight } of sorted) {
    const bin = Math.min(bins - 1, Math.floor((bins * before) / whole));
    gaps.set(bin, (gaps.get(bin) ?? 0) + weight * ((isSupported ? 1 : 0) - probability));
    before += weight;
  }
  return [...gaps.values()].reduce((total, gap) => total + Math.abs(gap), 0) / whole;
}
