import { expect, test } from 'vitest';
import { GATE_IDS, type GateResults, obstacles, summariseGates } from '@/core/items/gates/gate';
import { testKeyPositions } from '@/core/items/gates/key-position';
import {
  binomialTail,
  independentSolvesGate,
  type Solve,
  withoutOptionsGate,
  withoutStemGate,
} from '@/core/items/gates/solve-gates';
import { flawGate, groundingGate, oneKeyGate, schemaGate } from '@/core/items/gates/text-gates';
import { aContent } from '~test/support/bank';

const PARAMETERS = { discrimination: 1, difficulty: 0, guessing: 0.25, upperAsymptote: 0.98, difficultyVariance: 0.75 };
const sample = (...contents: ReturnType<typeof aContent>[]) =>
  contents.map((content, index) => ({ seed: String(index + 1), content }));
const solves = (answers: string): Solve[] =>
  [...answers].map((answer) => ({ answer, isKey: answer === 'k', wording: answer }));
const all = (result: 'passed' | 'notRun'): GateResults => Object.fromEntries(GATE_IDS.map((gate) => [gate, result]));

test('the structural gate names what is missing, and which variant of a family', () => {
  const item = { parameters: { ...PARAMETERS, difficulty: 99 }, expectedTimeMs: 60_000 };
  const outcome = schemaGate(item, sample(aContent(), aContent('x', { explanation: '' })));
  expect(outcome.result).toBe('failed');
  expect(outcome.evidence.map(({ label }) => label)).toEqual(['Parameters', 'Variant 2']);
  expect(schemaGate({ parameters: PARAMETERS, expectedTimeMs: 1 }, sample(aContent())).result).toBe('passed');
});

test('a key that is no option, or two options that are, is not one key', () => {
  expect(oneKeyGate(sample(aContent())).result).toBe('passed');
  expect(oneKeyGate(sample(aContent('x', { keyId: 'z' }))).result).toBe('failed');
  const twice = aContent('x', { options: aContent('x').options.map((option) => ({ ...option, id: 'a' })) });
  expect(oneKeyGate(sample(twice)).result).toBe('failed');
});

test('one flaw is let through, two are not', () => {
  const one = aContent('x', { stem: 'Which is not right for the plan of this query?' });
  const two = aContent('x', { stem: 'Which is not right ____ ?' });
  expect(flawGate(sample(one)).result).toBe('passed');
  expect(flawGate(sample(two))).toMatchObject({ result: 'failed', evidence: [{}, {}] });
});

test('four of five solvers on the key pass, unless two agree on another answer', () => {
  expect(independentSolvesGate(solves('kkkka')).result).toBe('passed');
  expect(independentSolvesGate(solves('kkkab')).result).toBe('failed');
  expect(independentSolvesGate(solves('kkkaa'))).toMatchObject({
    result: 'failed',
    summary: '3 of 5 solvers reached the key, but 2 agree on another answer.',
  });
  expect(independentSolvesGate(solves('kkkk')).result).toBe('notRun'); // a solve that is missing is not agreement
});

test('words that are the key for one solver and not for another are counted apart', () => {
  const solve = (isKey: boolean) => ({ answer: 'select', isKey, wording: 'select' }); // letter case may decide
  expect(independentSolvesGate([true, true, true, false, false].map(solve))).toMatchObject({
    summary: '3 of 5 solvers reached the key, but 2 agree on another answer.',
    evidence: [{ label: '3× (key)' }, { label: '2×' }],
  });
});

test('options that give the key away without the stem fail, luck does not', () => {
  expect(withoutStemGate(solves('kkkka'), 4).result).toBe('failed'); // p = .016
  expect(withoutStemGate(solves('kkkab'), 4).result).toBe('passed'); // p = .104
  expect(binomialTail(4, 5, 0.25)).toBeCloseTo(16 / 1024, 10);
});

test('a stem that most solvers cannot answer by itself, or that answers itself, fails', () => {
  const solve = (isAnswerable: boolean, needsNoKnowledge = false) => ({ isAnswerable, needsNoKnowledge, answer: 'x' });
  expect(withoutOptionsGate([solve(true), solve(true), solve(false)], 3).result).toBe('passed');
  expect(withoutOptionsGate([solve(true), solve(false), solve(false)], 3).result).toBe('failed');
  expect(withoutOptionsGate([solve(true, true), solve(true, true), solve(true)], 3).result).toBe('failed');
  expect(withoutOptionsGate([solve(true)], 3).result).toBe('notRun');
});

test('keys all in one place are noticed in a bank that is large enough, and only there', () => {
  const bank = (count: number, key: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => aContent(`x${index}`, { keyId: key(index) }));
  expect(testKeyPositions(bank(12, () => 'b'))).toMatchObject({ status: 'tooFew', n: 12 });
  expect(testKeyPositions(bank(40, (index) => 'abcd'[index % 4]!))).toMatchObject({ status: 'tested', p: 1, n: 40 });
  const biased = testKeyPositions(bank(40, (index) => (index % 5 < 3 ? 'b' : 'c')));
  expect(biased.status === 'tested' && biased.p).toBeLessThan(0.001);
});

test('a quote that is not in its source fails the grounding, a missing source is not run', () => {
  const cited = { title: 'Manual', quote: 'An index-only scan reads the index alone.', url: null };
  expect(groundingGate([{ ...cited, foundInSource: true }], false).summary).toBe('One quote, found in the source.');
  expect(groundingGate([{ ...cited, foundInSource: false }], false).result).toBe('failed');
  expect(groundingGate([cited], false).summary).toMatch(/nobody compared it/);
  expect(groundingGate([], false).result).toBe('notRun');
  expect(groundingGate([], true).result).toBe('passed');
});

test('a gate that did not run is never counted as passed', () => {
  expect(summariseGates(all('passed'))).toBe('passed');
  expect(summariseGates({ ...all('passed'), independentSolves: 'notRun' })).toBe('incomplete');
  expect(summariseGates({ ...all('passed'), withoutStem: 'notApplicable' })).toBe('passed');
  expect(summariseGates({ ...all('passed'), flaws: 'failed' })).toBe('failed');
});

test('nobody computed the key of a generated item: solves that did not run stand in its way, an author’s not', () => {
  const results = { ...all('passed'), independentSolves: 'notRun' } as const;
  expect(obstacles(results, 'generated').blocking).toEqual(['independentSolves']);
  expect(obstacles(results, 'author').blocking).toEqual([]);
  expect(obstacles({}, 'author').blocking).toEqual(['schema', 'oneKey']);
  expect(obstacles({ ...all('passed'), nearDuplicates: 'failed' }, 'author').overrulable).toEqual(['nearDuplicates']);
});
