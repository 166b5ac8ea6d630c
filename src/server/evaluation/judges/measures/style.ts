import { READING_EASE, readingEase } from '@/core/evaluation/measures/readability';
import { repetitionOf } from '@/core/evaluation/measures/repetition';
import { STYLE } from '@/core/evaluation/rubric';
import type { Measure } from './measure';

const MAX_ISSUES = 20;

export const readabilityMeasure: Measure = {
  id: 'reading-ease',
  name: 'Reading ease',
  version: 'reading-ease-1',
  rubricId: STYLE.id,
  measure({ output }) {
    const ease = readingEase(output);
    if (ease.value === null) return { score: null, reason: `${ease.reason}.` };
    const rationale = `Flesch reading ease of ${ease.n} words: ${READING_EASE}. Easy to read is not well written: order and tone are not looked at.`;
    return { score: ease.value, rationale, issues: [] };
  },
};

export const repetitionMeasure: Measure = {
  id: 'repetition',
  name: 'Repetition',
  version: 'repetition-1',
  rubricId: STYLE.id,
  measure({ output }) {
    const { share, sentences } = repetitionOf(output);
    if (share.value === null) return { score: null, reason: `${share.reason}.` };
    const percent = Math.round(100 * share.value);
    return {
      score: 100 * (1 - share.value),
      rationale: `${percent} % of the ${share.n} runs of four words stood in the text before; the score is what is left to 100.`,
      issues: sentences.slice(0, MAX_ISSUES).map((outputSpan) => ({
        type: 'other',
        severity: 'low',
        message: 'Most of this sentence was said before in the same words.',
        outputSpan,
        evidenceSpan: null,
      })),
    };
  },
};
