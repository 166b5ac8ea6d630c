/** Log of the gamma function for z > 0, relative error below 1e-13. Lanczos (1964), g = 7, n = 9. */
export function logGamma(z: number): number {
  const x = z - 1;
  const sum = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (x + index + 1), 0.99999999999980993);
  const t = x + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/**
 * P(X >= x) for a chi-square variable: the upper regularised incomplete gamma function, by series below a + 1 and continued
 * fraction above (Abramowitz and Stegun 6.5.29, 6.5.31).
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(x > 0)) return 1;
  const a = degreesOfFreedom / 2;
  const z = x / 2;
  const front = Math.exp(-z + a * Math.log(z) - logGamma(a));
  if (z < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * 1e-16; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-15) break;
  }
  return front * h;
}
