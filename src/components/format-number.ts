const MINUS = '\u2212';

/**
 * A number with a fixed count of decimals, a true minus sign, and no "-0": "−0.30", "0.00". Halves go away from zero, also
 * those that arithmetic left a hair below: .3 / .8 is "0.38".
 */
export function formatNumber(value: number, decimals = 2): string {
  const scale = 10 ** decimals;
  const scaled = Number((Math.abs(value) * scale).toPrecision(12));
  const text = (Math.round(scaled) / scale).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** A share of 0 to 1 as a percentage: "12 %", with a space that does not break. */
export function formatPercent(share: number, decimals = 0): string {
  return `${formatNumber(share * 100, decimals)}\u00a0%`;
}

/** A count with thousands apart: "50,000". */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(count);
}
