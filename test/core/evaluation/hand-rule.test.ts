import { expect, test } from 'vitest';
import type { ClaimVerdict } from '@/core/evaluation/claim';
import { compare } from '@/core/evaluation/comparison';
import { verdictByHandRule } from '@/core/evaluation/hand-rule';
import { claimsOf, indexOf, SOURCE } from '~test/support/evaluation';

async function verdictOn(source: string, output: string): Promise<ClaimVerdict> {
  const index = await indexOf(source);
  const claim = (await claimsOf(output)).claims[0]!;
  return verdictByHandRule(claim, compare(claim.tokens, index), index);
}

const shown = (text: string, span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);

test('a sentence taken from the source word for word is supported, with itself as evidence', async () => {
  const verdict = await verdictOn(SOURCE, 'Marie Curie was born in Warsaw on 7 November 1867.');
  expect(verdict).toMatchObject({ label: 'SUPPORTED', reasons: [] });
  expect(verdict.probability).toBeGreaterThan(0.9);
  expect(shown(SOURCE, verdict.evidence[0]!)).toBe('Marie Curie was born in Warsaw on 7 November 1867');
});

test('a retelling of the source is supported', async () => {
  const verdict = await verdictOn(SOURCE, 'The Nobel Prize in Physics was won by Marie Curie in 1903.');
  expect(verdict.label).toBe('SUPPORTED');
  expect(shown(SOURCE, verdict.evidence[0]!)).toMatch(/^She won the Nobel Prize in Physics in 1903/u);
});

test.each([
  [
    'a wrong year',
    'She received the Nobel Prize in Chemistry in 1921 for the discovery of polonium and radium.',
    'date',
    '1921',
    '1911',
  ],
  ['a wrong figure', 'The institute in Paris employed 60 researchers.', 'number', '60', '45'],
  ['a wrong name', 'Marie Curie was born in Krakow on 7 November 1867.', 'name', 'Krakow', 'Warsaw'],
])('%s is refuted, and both places are named', async (_name, output, code, said, stated) => {
  const verdict = await verdictOn(SOURCE, output);
  expect(verdict.label).toBe('REFUTED');
  const reason = verdict.reasons.find((r) => r.isContradiction)!;
  expect(reason.code).toBe(code);
  expect(shown(output, reason.outputSpan)).toBe(said);
  expect(shown(SOURCE, reason.sourceSpan)).toContain(stated);
  expect(verdict.evidence.some((evidence) => evidence.role === 'contradicts')).toBe(true);
});

test.each([
  ['The institute in Paris did accept private donations.', 'negation'],
  ['Marie Curie was not born in Warsaw on 7 November 1867.', 'negation'],
])('%s is refuted for its polarity', async (output, code) => {
  const verdict = await verdictOn(SOURCE, output);
  expect(verdict).toMatchObject({ label: 'REFUTED' });
  expect(verdict.reasons[0]!.code).toBe(code);
});

test('an opposite word is refuted', async () => {
  const verdict = await verdictOn(
    'Sales in the northern region increased sharply during spring.',
    'Sales in the northern region decreased sharply during spring.',
  );
  expect(verdict).toMatchObject({ label: 'REFUTED', reasons: [expect.objectContaining({ code: 'antonym' })] });
});

test('what the source does not speak of is not refuted but unknown, without invented evidence', async () => {
  const verdict = await verdictOn(SOURCE, 'Bananas contain plenty of potassium and grow in tropical climates.');
  expect(verdict).toMatchObject({ label: 'NOT_ENOUGH_INFO', evidence: [] });
  expect(verdict.reasons.map((reason) => reason.code)).toEqual(['uncovered']);
});

test.each([
  ['14 million people live here.', 'The city has 14,000,000 inhabitants; people live here.'],
  ['Revenue grew by 12 percent.', 'Revenue grew by 12%.'],
  ['It employs twenty-five people.', 'It employs 25 people.'],
  ['It was founded in May 1990.', 'It was founded on 3 May 1990.'],
  ['It cost about 100 dollars.', 'It cost $ 98.'],
])('“%s” and “%s” state the same figure', async (output, source) => {
  const verdict = await verdictOn(source, output);
  expect(verdict.reasons.filter((r) => r.code === 'number' || r.code === 'date')).toEqual([]);
});

test('a source without letters supports nothing and refutes nothing', async () => {
  expect(await verdictOn('*** --- ***', 'Paris is the capital of France.')).toMatchObject({
    label: 'NOT_ENOUGH_INFO',
    evidence: [],
  });
});
