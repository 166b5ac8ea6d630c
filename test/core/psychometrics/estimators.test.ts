import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  expectedAPosteriori,
  logLikelihood,
  maximumAPosteriori,
  maximumLikelihood,
  type SingleSkillResponse,
  weightedLikelihood,
} from '@/core/psychometrics/estimators';
import published from '../../vectors/psychometrics/ability.json' with { type: 'json' };
import lsat from '../../vectors/psychometrics/lsat.json' with { type: 'json' };
import { parameters } from './builders';

const answers = (scores: readonly number[], item: (index: number) => Parameters<typeof parameters>[0] = () => ({})) =>
  scores.map((score, i): SingleSkillResponse => ({ parameters: parameters(item(i)), score: score === 1 ? 1 : 0 }));

const toResponses = (
  responses: readonly { score: number; discrimination: number; difficulty: number; guessing: number }[],
) =>
  responses.map(
    ({ score, ...item }): SingleSkillResponse => ({ parameters: parameters(item), score: score === 1 ? 1 : 0 }),
  );

const anyResponses = fc
  .array(
    fc.record({
      a: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
      b: fc.double({ min: -3, max: 3, noNaN: true }),
      c: fc.constantFrom(0, 0.2),
      score: fc.constantFrom(0, 1),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((list) =>
    toResponses(list.map(({ a, b, c, score }) => ({ discrimination: a, difficulty: b, guessing: c, score }))),
  );

test.each(published.maximumLikelihood.cases)(
  'agrees with a published maximum likelihood estimate of $theta',
  (published) => {
    const { theta, sd } = maximumLikelihood(toResponses(published.responses));
    expect(theta).toBeCloseTo(published.theta, 1); // as precise as it was published
    if (published.standardError) expect(sd).toBeCloseTo(published.standardError, 1);
  },
);

test.each(published.eap.cases)('agrees with a published EAP of $theta', ({ responses, theta }) => {
  expect(expectedAPosteriori(toResponses(responses)).theta).toBeCloseTo(theta, 2);
});

test('agrees with the EAP of two LSAT7 patterns', () => {
  const { discrimination, intercept } = lsat.lsat7.twoParameter;
  for (const { pattern, theta, sd } of lsat.lsat7.expectedAPosteriori) {
    const responses = answers([...pattern].map(Number), (i) => ({
      discrimination: discrimination[i],
      difficulty: -intercept[i]! / discrimination[i]!,
    }));
    const eap = expectedAPosteriori(responses);
    expect(eap.theta).toBeCloseTo(theta, 3);
    expect(eap.sd).toBeCloseTo(sd, 3);
  }
});

test.each(lsat.lsat7.mirtExpectedAPosteriori)(
  "agrees with mirt's EAP of LSAT7 pattern $pattern",
  ({ pattern, theta }) => {
    const { discrimination, intercept } = lsat.lsat7.twoParameter;
    const responses = answers([...pattern].map(Number), (i) => ({
      discrimination: discrimination[i],
      difficulty: -intercept[i]! / discrimination[i]!,
    }));
    // mirt's own, coarser quadrature: it is within .0035 of the separate 61-node calculation too.
    expect(Math.abs(expectedAPosteriori(responses).theta - theta)).toBeLessThan(0.005);
  },
);

test('on equal Rasch items maximum likelihood is the log-odds, and Warm adds half a success and half a failure', () => {
  for (let right = 0; right <= 10; right++) {
    const responses = answers(
      Array.from({ length: 10 }, (_, i) => (i < right ? 1 : 0)),
      () => ({ difficulty: 0.5 }),
    );
    const warm = Math.log((right + 0.5) / (10.5 - right)) + 0.5;
    expect(weightedLikelihood(responses).theta).toBeCloseTo(warm, 9);
    if (right === 0) expect(maximumLikelihood(responses).theta).toBe(-6);
    else if (right === 10) expect(maximumLikelihood(responses).theta).toBe(6);
    else {
      const { theta, sd } = maximumLikelihood(responses);
      expect(theta).toBeCloseTo(Math.log(right / (10 - right)) + 0.5, 9);
      // Wright's standard error.
      expect(sd).toBeCloseTo(Math.sqrt(10 / (right * (10 - right))), 9);
    }
  }
});

test('the maxima are maxima', () => {
  fc.assert(
    fc.property(anyResponses, (responses) => {
      const ml = maximumLikelihood(responses).theta;
      const map = maximumAPosteriori(responses).theta;
      for (let theta = -6; theta <= 6; theta += 0.25) {
        expect(logLikelihood(responses, theta)).toBeLessThanOrEqual(logLikelihood(responses, ml) + 1e-9);
        expect(logLikelihood(responses, theta) - theta ** 2 / 2).toBeLessThanOrEqual(
          logLikelihood(responses, map) - map ** 2 / 2 + 1e-9,
        );
      }
    }),
  );
});

test('EAP is finite for every pattern and rises with each right answer', () => {
  fc.assert(
    fc.property(anyResponses, fc.nat(), (responses, place) => {
      const index = place % responses.length;
      const scored = (score: 0 | 1) =>
        expectedAPosteriori(responses.map((response, i) => (i === index ? { ...response, score } : response)));
      expect(scored(1).theta).toBeGreaterThan(scored(0).theta);
      expect(scored(1).sd).toBeGreaterThan(0);
    }),
  );
});

test('without answers the Bayesian estimates are the prior', () => {
  const prior = { mean: 0.4, sd: 0.8 };
  expect(maximumAPosteriori([], prior).theta).toBeCloseTo(0.4, 9);
  expect(maximumAPosteriori([], prior).sd).toBeCloseTo(0.8, 9);
  expect(expectedAPosteriori([], prior).theta).toBeCloseTo(0.4, 9);
  expect(expectedAPosteriori([], prior).sd).toBeCloseTo(0.8, 6);
});
