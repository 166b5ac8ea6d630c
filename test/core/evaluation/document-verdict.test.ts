import { describe, expect, test } from 'vitest';
import type { ClaimVerdict } from '@/core/evaluation/claim';
import { joinPassages, verdictFromDocuments } from '@/core/evaluation/document-verdict';
import { aPassage, aVerdict } from '~test/support/evaluation';

const claim = { id: 'c1', index: 0, text: 'It employs 412.', kind: 'numerical' as const, start: 10, end: 25 };
const passage = (name: string, start: number, text: string) => aPassage({ documentId: name, name, start, text });
const passages = [
  passage('a.pdf', 100, 'Lyon opened in 1911. 🎉'),
  passage('b.md', 50, 'The site employs 412 people.'),
];
const joined = joinPassages(passages);
const at = (words: string) => {
  const start = joined.text.indexOf(words);
  return { start, end: start + words.length };
};
const open = aVerdict(claim, { label: 'NOT_ENOUGH_INFO', probability: 0.2, confidence: 0.8, rationale: 'Silent.' });
const found = (
  label: ClaimVerdict['label'],
  role: 'supports' | 'contradicts' | 'related',
  words: string,
  focus: string | null,
) =>
  aVerdict(claim, {
    label,
    probability: label === 'SUPPORTED' ? 0.9 : 0.1,
    rationale: 'The source says “the source” and more.',
    evidence: [{ ...at(words), role, coverage: 1, focus: focus === null ? null : at(focus) }],
  });

describe('a claim the source leaves open', () => {
  test('is supported by a document, with the place in that document and its words', () => {
    const verdict = verdictFromDocuments(claim, open, found('SUPPORTED', 'supports', 'employs 412', '412'), joined);
    expect(verdict).toMatchObject({ label: 'SUPPORTED', probability: 0.9 });
    expect(verdict.reasons[0]).toMatchObject({
      code: 'document',
      isContradiction: false,
      outputSpan: { start: 10, end: 25 },
    });
    expect(verdict.reasons[0]!.message).toContain('b.md');
    const [{ document, start, end, focus }] = verdict.evidence as [(typeof verdict.evidence)[number]];
    expect(document).toEqual({ documentId: 'b.md', name: 'b.md', start: 50, end: 78, text: passages[1]!.text });
    expect(document!.text.slice(start - document!.start, end - document!.start)).toBe('employs 412');
    expect(document!.text.slice(focus!.start - document!.start, focus!.end - document!.start)).toBe('412');
  });

  test('is refuted by a document that says otherwise', () => {
    const verdict = verdictFromDocuments(claim, open, found('REFUTED', 'contradicts', 'employs 412', null), joined);
    expect(verdict.label).toBe('REFUTED');
    expect(verdict.reasons[0]).toMatchObject({ code: 'document', isContradiction: true, sourceSpan: null });
  });

  test('stays as the source left it when no document settles it', () => {
    const verdict = verdictFromDocuments(claim, open, found('NOT_ENOUGH_INFO', 'related', 'Lyon', null), joined);
    expect(verdict).toEqual({ ...open, rationale: 'Silent. The documents searched do not settle it either.' });
  });
});

test('what was said of the source is said of the document, but for what is quoted', () => {
  const verdict = verdictFromDocuments(claim, open, found('SUPPORTED', 'supports', 'Lyon', null), joined);
  expect(verdict.rationale).toContain('The document says “the source” and more.');
});

test('evidence that runs into the next passage ends with its own', () => {
  const across = found('SUPPORTED', 'supports', '1911. 🎉\n\nThe site', null);
  const [evidence] = verdictFromDocuments(claim, open, across, joined).evidence;
  expect(evidence).toMatchObject({ end: 100 + passages[0]!.text.length, document: { name: 'a.pdf' } });
});
