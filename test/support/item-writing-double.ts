import type { WritableTypeName } from '@/core/items/bank-task';
import type { Behaviour, DoubleRequest } from './openai-double';

/** What the double writes when it is asked for a single-choice item. */
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

const written = (stem: string) => ({ stem, explanation: 'SECRET-EXPLANATION of why.', hint: null, quote: null });
const SORTED = 'Which index kinds of the database keep entries sorted? Several may be right.';
const severalRight = (keys: readonly string[], others: readonly string[]) => ({
  ...written(SORTED),
  keys,
  distractors: others.map((text) => ({ text, misconception: 'SECRET-SORTED' })),
});
const STEPS = ['Parse the statement', 'Plan the joins', 'Run the operators', 'Return the rows'];

/** Per type a sound answer of a writing model, the same with a wrong key, and what somebody who knows answers. */
export const WRITTEN_OF: Readonly<
  Record<WritableTypeName, { sound: object; wrong: object; solve: (item: string) => unknown }>
> = {
  singleChoice: {
    sound: anAnswer(),
    wrong: anAnswer(0, {
      key: 'Sorting 0 by page',
      distractors: [{ text: 'Lookup 0 by tree', misconception: 'none' }, ...anAnswer().distractors.slice(1)],
    }),
    solve: (item) => ({ answer: lettersOf(item, ['Lookup 0 by tree'])[0] }),
  },
  multipleResponse: {
    sound: severalRight(['Plain tree', 'Unique tree'], ['Hash table', 'Bitmap page']),
    wrong: severalRight(['Plain tree', 'Hash table'], ['Unique tree', 'Bitmap page']),
    solve: (item) => ({ answer: lettersOf(item, ['Plain tree', 'Unique tree']) }),
  },
  numeric: {
    sound: {
      ...written('A query reads 4,000 rows at 2,000 rows a second. How long does it take?'),
      key: 2,
      tolerance: { kind: 'absolute', value: 0.01 },
      unit: 's',
      otherUnits: [{ unit: 'ms', factor: 0.001 }],
    },
    wrong: {
      ...written('A query reads 4,000 rows at 2,000 rows a second. How long does it take?'),
      key: 0.5,
      tolerance: { kind: 'relative', value: 0.02 },
      unit: 's',
      otherUnits: [{ unit: 'ms', factor: 0.001 }],
    },
    // In either unit by turns: the scorer knows them to be the same.
    solve: (item) => (/solver [135]/.test(item) ? { answer: '2000', unit: 'ms' } : { answer: 2, unit: 's' }),
  },
  shortText: {
    sound: {
      ...written('Which keyword of a query removes repeated rows from its result?'),
      accepted: ['DISTINCT', 'SELECT DISTINCT'],
      matchCase: false,
    },
    wrong: {
      ...written('Which keyword of a query removes repeated rows from its result?'),
      accepted: ['UNIQUE'],
      matchCase: false,
    },
    solve: () => ({ answer: ' distinct ' }),
  },
  ordering: {
    sound: { ...written('In which order does a database work on a query, from its arrival on?'), steps: STEPS },
    wrong: {
      ...written('In which order does a database work on a query, from its arrival on?'),
      steps: STEPS.toReversed(),
    },
    solve: (item) => ({ answer: lettersOf(item, STEPS).map((letter) => `Step ${letter}`) }),
  },
};

/** The letters under which an item shows these texts, in their order. */
const lettersOf = (item: string, texts: readonly string[]): string[] =>
  texts.map((text) => /^(.)\. /.exec(item.split('\n').find((line) => line.endsWith(`. ${text}`)) ?? '')?.[1] ?? '?');

const isAbout = ({ messages }: DoubleRequest, words: string) => messages.some(({ content }) => content.includes(words));
export const isWriting = (request: DoubleRequest) => isAbout(request, 'You write one assessment item');

/**
 * A model that writes `answers` in turn and solves items by what it knows: it picks the option that holds `truth`, or
 * answers as `truth` says, and guesses "A" without the stem.
 */
export function writesAndSolves(
  answers: readonly (object | string | ((request: DoubleRequest) => unknown))[],
  truth: RegExp | ((item: string) => unknown),
): Behaviour {
  let next = 0;
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    kind: 'content',
    content: (request) => {
      if (isWriting(request)) {
        const answer = answers[Math.min(next++, answers.length - 1)]!;
        return text(typeof answer === 'function' ? answer(request) : answer);
      }
      if (isAbout(request, 'without its answer options'))
        return text({ canBeAnswered: true, needsKnowledge: true, answer: 'By the tree.' });
      if (isAbout(request, 'but not its question')) return text({ answer: 'A' });
      const prompt = request.messages.at(-1)!.content;
      if (typeof truth === 'function') return text(truth(prompt));
      const line = prompt.split('\n').find((each) => /^[A-D]\. /.test(each) && truth.test(each));
      return text({ answer: line?.[0] ?? 'A' });
    },
  };
}
