import type { FlaggedIssue } from '@/core/evaluation/judge';
import { readText, type Token } from '@/core/evaluation/reading';
import { RELEVANCE } from '@/core/evaluation/rubric';
import { termOf, termsOf } from '@/core/evaluation/source-index';
import { lexicon } from '../../trained-verifier';
import { createWinkSplitter } from '../../wink-splitter';
import type { Measure } from './measure';

/** A sentence with a smaller share of known words leads away. */
const ASTRAY = 0.25;
/** Closeness of meaning from which on a word stands for another. */
const LIKE = 0.8;
const splitter = createWinkSplitter();

async function tokensOf(text: string | null, signal: AbortSignal): Promise<Token[]> {
  return text === null ? [] : (await readText(text, splitter, signal)).sentences.flatMap(({ tokens }) => tokens);
}

export const topicMeasure: Measure = {
  id: 'topic-words',
  name: 'Words of the subject',
  version: 'topic-words-1',
  rubricId: RELEVANCE.id,
  async measure({ output, index, question }, signal) {
    const asked = new Set(termsOf(await tokensOf(question, signal)));
    const isKnown = (term: string) => index.postings.has(term) || asked.has(term);
    const sentences = output.sentences
      .map((sentence) => ({ sentence, terms: [...new Set(termsOf(sentence.tokens))] }))
      .filter(({ terms }) => terms.length > 0)
      .map(({ sentence, terms }) => ({ sentence, share: terms.filter(isKnown).length / terms.length }));
    if (sentences.length === 0) return { score: null, reason: 'the output has no word of content.' };
    const astray = sentences.filter(({ share }) => share < ASTRAY);
    return {
      score: (100 * sentences.reduce((sum, { share }) => sum + share, 0)) / sentences.length,
      rationale: `On average this share of a sentence’s content words stands in the source or the question; ${astray.length} of ${sentences.length} sentences have under ${ASTRAY * 100} %. Whether the question is answered is not looked at.`,
      issues: astray.map(
        ({ sentence: { start, end } }): FlaggedIssue => ({
          type: 'other',
          severity: 'low',
          message: 'Hardly a word of this sentence is in the source or the question.',
          outputSpan: { start, end },
          evidenceSpan: null,
        }),
      ),
    };
  },
};

export const questionMeasure: Measure = {
  id: 'question-words',
  name: 'Words of the question',
  version: 'question-words-1',
  rubricId: RELEVANCE.id,
  async measure({ output, question }, signal) {
    if (question === null) return { score: null, reason: 'there is no question.' };
    const asked = new Map((await tokensOf(question, signal)).map((token) => [termOf(token), token]));
    asked.delete(null);
    if (asked.size === 0) return { score: null, reason: 'the question has no word of content.' };
    const said = output.sentences.flatMap(({ tokens }) => tokens);
    const terms = new Set(termsOf(said));
    const ids = [...new Set(said.map((token) => lexicon.idOf(token)).filter((id) => id !== undefined))];
    const isTakenUp = (term: string | null, token: Token): boolean => {
      if (term === null || terms.has(term)) return true;
      const id = token.kind === 'word' && !token.isName ? lexicon.idOf(token) : undefined;
      return id !== undefined && ids.some((other) => lexicon.closeness(id, other) >= LIKE);
    };
    const left = [...asked].filter(([term, token]) => !isTakenUp(term, token)).map(([, { text }]) => `“${text}”`);
    return {
      score: (100 * (asked.size - left.length)) / asked.size,
      rationale: `${asked.size - left.length} of ${asked.size} content words of the question, or words of like meaning, are in the output${left.length > 0 ? `; not ${left.join(', ')}` : ''}. A short right answer need not repeat the question.`,
      issues: [],
    };
  },
};
