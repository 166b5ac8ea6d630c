/** P(Z <= x) for a standard normal Z; absolute error below 1e-15 (Hart 1968, double precision form of West 2005). */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return Number.NaN;
  if (size > 37) return x > 0 ? 1 : 0;
  const density = Math.exp((-size * size) / 2);
  let tail: number;
  if (size < 7.07106781186547) {
    let top = 3.52624965998911e-2 * size + 0.700383064443688;
    top = top * size + 6.37396220353165;
    top = top * size + 33.912866078383;
    top = top * size + 112.079291497871;
    top = top * size + 221.213596169931;
    top = top * size + 220.206867912376;
    let bottom = 8.83883476483184e-2 * size + 1.75566716318264;
    bottom = bottom * size + 16.064177579207;
    bottom = bottom * size + 86.7807322029461;
    bottom = bottom * size + 296.564248779674;
    bottom = bottom * size + 637.333633378831;
    bottom = bottom * size + 793.826512519948;
    bottom = bottom * size + 440.413735824752;
    tail = (density * top) / bottom;
  } else {
    let fraction = size + 0.65;
    for (let term = 4; term >= 1; term--) fraction = size + term / fraction;
    tail = density / fraction / 2.506628274631;
  }
  return x > 0 ? 1 - tail : tail;
}

/** Density of the standard normal at x. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
