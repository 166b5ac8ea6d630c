import { coverageOf } from '@/core/evaluation/coverage';
import type { FlaggedIssue, JudgeInput } from '@/core/evaluation/judge';
import { keySentences } from '@/core/evaluation/measures/key-sentences';
import { isKnownName, namesOf } from '@/core/evaluation/name';
import { isSameQuantity } from '@/core/evaluation/quantity';
import { readText } from '@/core/evaluation/reading';
import { COMPLETENESS } from '@/core/evaluation/rubric';
import { indexSource } from '@/core/evaluation/source-index';
import type { TextSpan } from '@/core/evaluation/text';
import { createWinkSplitter } from '../../wink-splitter';
import type { Measure } from './measure';

/** Share of a key sentence's content from which on it counts as taken up. */
const TAKEN_UP = 0.5;
const splitter = createWinkSplitter();

async function keyOf({ index, question }: JudgeInput, signal: AbortSignal) {
  const asked = question === null ? null : await readText(question, splitter, signal);
  return keySentences(index, asked?.sentences.flatMap(({ tokens }) => tokens) ?? null);
}

const missing = (message: string, { start, end }: TextSpan): FlaggedIssue => ({
  type: 'other',
  severity: 'medium',
  message,
  outputSpan: null,
  evidenceSpan: { start, end },
});

const HOW = (question: string | null) =>
  question === null
    ? 'the sentences whose words are the most frequent of the source'
    : 'those that have the question’s words';

export const keySentenceMeasure: Measure = {
  id: 'key-sentences',
  name: 'Key sentences taken up',
  version: 'key-sentences-1',
  rubricId: COMPLETENESS.id,
  async measure(input, signal) {
    const key = await keyOf(input, signal);
    if (key.length === 0) return { score: null, reason: 'the source has no sentence with content to look for.' };
    const output = indexSource(input.output);
    const shares = key.map((sentence) => ({ sentence, share: coverageOf(sentence.tokens, output).bestTwo }));
    const left = shares.filter(({ share }) => share < TAKEN_UP);
    const mean = shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
    return {
      score: 100 * mean,
      rationale: `${key.length - left.length} of ${key.length} key sentences are taken up (${HOW(input.question)}). The score is the mean share of their words that two sentences of the output have; what is said in other words counts as missing.`,
      issues: left.map(({ sentence }) => missing('Less than half of this sentence is in the output.', sentence)),
    };
  },
};

export const keyFactMeasure: Measure = {
  id: 'key-facts',
  name: 'Key names and figures kept',
  version: 'key-facts-1',
  rubricId: COMPLETENESS.id,
  async measure(input, signal) {
    const output = indexSource(input.output);
    const facts = (await keyOf(input, signal)).flatMap(({ tokens, quantities }) => [
      ...namesOf(tokens).map((name) => ({ place: name, isKept: isKnownName(name, output) })),
      ...quantities.map((quantity) => ({
        place: quantity,
        isKept: output.quantities.some((other) => isSameQuantity(other, quantity) || isSameQuantity(quantity, other)),
      })),
    ]);
    if (facts.length === 0) return { score: null, reason: 'the key sentences have no name and no figure.' };
    const lost = facts.filter(({ isKept }) => !isKept);
    return {
      score: (100 * (facts.length - lost.length)) / facts.length,
      rationale: `${facts.length - lost.length} of ${facts.length} names and figures of the key sentences are in the output (${HOW(input.question)}).`,
      issues: lost.map(({ place }) => missing(`“${place.text}” is not in the output.`, place)),
    };
  },
};
