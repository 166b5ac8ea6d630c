import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClaimVerdict } from '@/core/evaluation/claim';
import { TRAINED_FEATURES } from '@/core/evaluation/trained-features';
import { trainedSupport } from '@/core/evaluation/trained-model';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { noCalls } from '@/server/evaluation/purse';
import { trainedVerifier } from '@/server/evaluation/trained-verifier';
import modelData from '@/server/evaluation/verifier-model.json' with { type: 'json' };
import { claimsOf, indexOf, SOURCE } from '~test/support/evaluation';

const { signal } = new AbortController();
async function verdictsOn(source: string, output: string, verifier = trainedVerifier): Promise<ClaimVerdict[]> {
  const context = { source: await indexOf(source), passages: [], question: null, calls: noCalls() };
  const { claims } = await claimsOf(output);
  return Promise.all(claims.map((claim) => verifier.verify(claim, context, signal)));
}
const verdictOn = async (source: string, output: string) => (await verdictsOn(source, output))[0]!;
const shown = (text: string, span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);

test('a retelling in other words is supported, where the hand rule sees only new words', async () => {
  const [source, output] = [
    'The company purchased a small bakery in Lyon.',
    'The firm bought a little bakery in Lyon.',
  ];
  expect((await verdictOn(source, output)).label).toBe('SUPPORTED');
  expect((await verdictsOn(source, output, handRuleVerifier))[0]!.label).toBe('NOT_ENOUGH_INFO');
});

test.each([
  ['a negating prefix', 'The committee approved the unsuitable budget.', 'antonym', 'unsuitable', 'suitable'],
  ['an inserted negation', 'The committee never approved the suitable budget.', 'negation', 'never', null],
  ['another figure', 'The committee approved 60 plans in May.', 'number', '60', '45'],
])('%s is refuted, and both places are named', async (_title, output, code, said, stated) => {
  const source = 'The committee approved the suitable budget. The committee approved 45 plans in May.';
  const verdict = await verdictOn(source, output);
  expect(verdict.label).toBe('REFUTED');
  const reason = verdict.reasons.find((r) => r.isContradiction)!;
  expect(reason.code).toBe(code);
  expect(shown(output, reason.outputSpan)).toContain(said);
  if (stated) expect(shown(source, reason.sourceSpan)).toContain(stated);
  expect(verdict.evidence.some(({ role }) => role === 'contradicts')).toBe(true);
});

test.each([
  [
    'a negation further off in the source',
    'Bird flu was not deemed to be a threat to humans until the outbreak of 1997.',
    'Bird flu was not considered a threat to humans until the outbreak of 1997.',
  ],
  [
    'a noun whose verb has an opposite',
    'The company will recall 19 trucks for a faulty connection.',
    'The company will take back 19 trucks for an issue with a faulty connection.',
  ],
])('%s is no contradiction', async (_title, source, output) => {
  expect((await verdictOn(source, output)).reasons.filter((reason) => reason.isContradiction)).toEqual([]);
});

test('what the source does not speak of is unknown, and the words are named', async () => {
  const verdict = await verdictOn(SOURCE, 'Bananas contain plenty of potassium and grow in tropical climates.');
  expect(verdict.label).toBe('NOT_ENOUGH_INFO');
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['uncovered']);
});

test('an aborted run gets no verdict', async () => {
  const context = { source: await indexOf(SOURCE), passages: [], question: null, calls: noCalls() };
  const claim = (await claimsOf(SOURCE)).claims[0]!;
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(trainedVerifier.verify(claim, context, stopped)).rejects.toThrow('stopped');
});

const WORDS = `${SOURCE} not never 60 1912 unlike Krakow sold accepted only`.split(' ');
const aText = fc.array(fc.constantFrom(...WORDS), { minLength: 4, maxLength: 25 }).map((list) => `${list.join(' ')}.`);

test.each([trainedVerifier, handRuleVerifier])('$id keeps the contract on any text', async (verifier) => {
  await fc.assert(
    fc.asyncProperty(aText, async (output) => {
      for (const verdict of await verdictsOn(SOURCE, output, verifier)) {
        expect(verdict.probability).toBeGreaterThanOrEqual(0);
        expect(verdict.probability).toBeLessThanOrEqual(1);
        const contradiction = verdict.reasons.find((reason) => reason.isContradiction);
        expect(verdict.label === 'REFUTED').toBe(contradiction !== undefined);
        if (contradiction) expect(contradiction.sourceSpan).not.toBeNull();
        if (contradiction) expect(verdict.evidence.map(({ role }) => role)).toContain('contradicts');
        for (const { start, end } of verdict.evidence) expect(SOURCE.slice(start, end).trim()).not.toBe('');
        for (const { outputSpan } of verdict.reasons) expect(shown(output, outputSpan)).not.toBe('');
      }
    }),
    { numRuns: 60 },
  );
});

test('the same claim against the same source gets the same verdict', async () => {
  const output = 'The institute in Lyon hired 60 scientists and accepted private gifts.';
  expect(await verdictsOn(SOURCE, output)).toEqual(await verdictsOn(SOURCE, output));
});

test('more doubt never gives more support', () => {
  const { model } = modelData;
  const doubts = Array.from({ length: 61 }, (_, i) => -3 + i / 10);
  const supports = doubts.map((doubt) => trainedSupport(doubt, model));
  expect(supports).toEqual(supports.toSorted((a, b) => b - a));
  expect(model.calibration.slope).toBeGreaterThan(0);
});

test('the model has one weight a feature, says where it comes from, and is better than the hand rule where it was not trained', () => {
  const { model, training, validation } = modelData;
  expect(Object.keys(model.weights)).toEqual([...TRAINED_FEATURES]);
  expect(Object.keys(training.sha256).length).toBeGreaterThan(0);
  expect(validation.familyLeftOut.macro.auroc).toBeGreaterThanOrEqual(0.69);
  expect(validation.familyLeftOut.macro.balancedAccuracy).toBeGreaterThanOrEqual(0.63);
});
