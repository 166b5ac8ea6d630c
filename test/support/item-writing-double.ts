import type { Behaviour, DoubleRequest } from './openai-double';

/** What the double writes when it is asked for an item. */
export type WrittenAnswer = {
  stem: string;
  key: string;
  distractors: { text: string; misconception: string }[];
  explanation: string;
  hint: string | null;
  quote: string | null;
};

const TOPICS = ['glaciers', 'violins', 'harbours', 'orchards'];

/** A sound item about the `n`th topic; its words are its own. */
export function anAnswer(n = 0, answer: Partial<WrittenAnswer> = {}): WrittenAnswer {
  const topic = TOPICS[n]!;
  return {
    stem: `Which ${topic} plan fetches one ${topic} row by its indexed ${topic} column?`,
    key: `Lookup ${n} by tree`,
    distractors: [
      { text: `Sorting ${n} by page`, misconception: 'SECRET-SORT takes sorting for finding' },
      { text: `Joining ${n} by hash`, misconception: 'SECRET-JOIN takes joining for finding' },
      { text: `Reading ${n} by heap`, misconception: 'SECRET-READ reads everything' },
    ],
    explanation: `SECRET-EXPLANATION of ${topic}: the tree leads to the row.`,
    hint: null,
    quote: null,
    ...answer,
  };
}

const isAbout = ({ messages }: DoubleRequest, words: string) => messages.some(({ content }) => content.includes(words));
export const isWriting = (request: DoubleRequest) => isAbout(request, 'You write one single-choice');

/**
 * A model that writes `answers` in turn and solves items by knowing the right words: it picks the option that holds
 * `truth`, and guesses "A" without the stem.
 */
export function writesAndSolves(
  answers: readonly (WrittenAnswer | string | ((request: DoubleRequest) => unknown))[],
  truth: RegExp,
): Behaviour {
  let written = 0;
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    kind: 'content',
    content: (request) => {
      if (isWriting(request)) {
        const next = answers[Math.min(written++, answers.length - 1)]!;
        return text(typeof next === 'function' ? next(request) : next);
      }
      if (isAbout(request, 'without its answer options'))
        return text({ canBeAnswered: true, needsKnowledge: true, answer: 'By the tree.' });
      if (isAbout(request, 'but not its question')) return text({ answer: 'A' });
      const prompt = request.messages.at(-1)!.content;
      const line = prompt.split('\n').find((each) => /^[A-D]\. /.test(each) && truth.test(each));
      return text({ answer: line?.[0] ?? 'A' });
    },
  };
}
