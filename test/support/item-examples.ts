import type { AnswerOf } from '@/core/items/answer';
import type { ContentOf, ItemTypeName, MediaRef } from '@/core/items/item';
import type { ShownOf } from '@/core/items/types/item-type';

const words = { explanation: 'EXPLANATION, so that it can be searched for.', hint: 'HINT: think of it.' };
const diagram: MediaRef = {
  mediaId: 'media-1',
  kind: 'image',
  alternativeText: 'Two boxes joined by an arrow from A to B',
};
const options = (...texts: string[]) => texts.map((text, index) => ({ id: `o${index}`, text }));

/**
 * What the contract test needs of a type: contents, and for one of them an answer that is wrong altogether, one worth part
 * of the points where the type has parts, and answers it must refuse with the code they are refused with.
 */
export type TypeExamples<T extends ItemTypeName> = {
  readonly contents: readonly ContentOf<T>[];
  /** The same item with another key, which must be shown no differently. */
  readonly otherKey: (content: ContentOf<T>) => ContentOf<T>;
  readonly wrong: (shown: ShownOf<T>, key: AnswerOf<T>) => AnswerOf<T>;
  readonly partial: ((shown: ShownOf<T>, key: AnswerOf<T>) => { answer: AnswerOf<T>; points: number }) | null;
  readonly malformed: readonly { answer: AnswerOf<T>; code: string }[];
};

export const TYPE_EXAMPLES: { readonly [T in ItemTypeName]: TypeExamples<T> } = {
  singleChoice: {
    contents: [
      {
        ...words,
        type: 'singleChoice',
        stem: 'What does `2 ** 3` give?',
        options: options('6', '8', '9', '23'),
        keyId: 'o1',
        stemMedia: [diagram],
      },
      {
        ...words,
        type: 'singleChoice',
        stem: 'Which picture shows a queue?',
        options: options('', '', 'none is drawn', 'a heap').map((option, i) =>
          i < 2 ? { ...option, media: { ...diagram, mediaId: `m${i}`, alternativeText: `Drawing ${i}` } } : option,
        ),
        keyId: 'o0',
      },
    ],
    otherKey: (content) => ({ ...content, keyId: 'o2' }),
    wrong: ({ options: offered }, key) => ({
      type: 'singleChoice',
      optionId: offered.find(({ id }) => id !== key.optionId)!.id,
    }),
    partial: null,
    malformed: [{ answer: { type: 'singleChoice', optionId: 'Z' }, code: 'option_not_offered' }],
  },
  multipleResponse: {
    contents: [
      {
        ...words,
        type: 'multipleResponse',
        stem: 'Which of these methods are safe? Choose all that are.',
        options: options('GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'PATCH'),
        keyIds: ['o0', 'o1', 'o4'],
      },
    ],
    otherKey: (content) => ({ ...content, keyIds: ['o2'] }),
    wrong: ({ options: offered }, key) => ({
      type: 'multipleResponse',
      optionIds: offered.flatMap(({ id }) => (key.optionIds.includes(id) ? [] : [id])),
    }),
    partial: (_, key) => ({ answer: { type: 'multipleResponse', optionIds: key.optionIds.slice(0, 2) }, points: 2 }),
    malformed: [
      { answer: { type: 'multipleResponse', optionIds: [] }, code: 'answer_malformed' },
      { answer: { type: 'multipleResponse', optionIds: ['A', 'A'] }, code: 'answer_malformed' },
      { answer: { type: 'multipleResponse', optionIds: ['A', 'Z'] }, code: 'option_not_offered' },
    ],
  },
  numeric: {
    contents: [
      {
        ...words,
        type: 'numeric',
        stem: 'How long does it take?',
        key: 1250,
        tolerance: { kind: 'relative', value: 0.02 },
        unit: 'ms',
        otherUnits: [{ unit: 's', factor: 1000 }],
      },
      {
        ...words,
        type: 'numeric',
        stem: 'How many?',
        key: -4,
        tolerance: { kind: 'absolute', value: 0 },
        unit: null,
        otherUnits: [],
      },
    ],
    otherKey: (content) => ({ ...content, key: 7 }),
    wrong: (_, key) => ({ ...key, text: '99999' }),
    partial: null,
    malformed: [
      { answer: { type: 'numeric', text: 'many', unit: null }, code: 'not_a_number' },
      { answer: { type: 'numeric', text: '', unit: null }, code: 'not_a_number' },
      { answer: { type: 'numeric', text: '1,234', unit: 'ms' }, code: 'not_a_number' },
      { answer: { type: 'numeric', text: '12 parsecs', unit: null }, code: 'not_a_number' },
      { answer: { type: 'numeric', text: '12', unit: 'parsec' }, code: 'answer_malformed' },
      { answer: { type: 'numeric', text: '12 s', unit: 'ms' }, code: 'answer_malformed' },
      { answer: { type: 'numeric', text: '12', unit: null }, code: 'answer_malformed' },
      { answer: { type: 'numeric', text: '1'.repeat(101), unit: 'ms' }, code: 'answer_too_long' },
    ],
  },
  ordering: {
    contents: [
      {
        ...words,
        type: 'ordering',
        stem: 'In which order do these happen?',
        options: options('resolve the name', 'open the connection', 'send the request', 'read the response'),
      },
    ],
    otherKey: (content) => ({ ...content, options: content.options.toReversed() }),
    wrong: (_, key) => ({ type: 'ordering', optionIds: key.optionIds.toReversed() }),
    partial: (_, { optionIds: [first, ...rest] }) => ({
      answer: { type: 'ordering', optionIds: [...rest, first!] },
      points: 2,
    }),
    malformed: [
      { answer: { type: 'ordering', optionIds: [] }, code: 'answer_malformed' },
      { answer: { type: 'ordering', optionIds: ['A', 'B', 'C'] }, code: 'answer_malformed' },
      { answer: { type: 'ordering', optionIds: ['A', 'A', 'B', 'C'] }, code: 'answer_malformed' },
      { answer: { type: 'ordering', optionIds: ['A', 'B', 'C', 'X'] }, code: 'option_not_offered' },
    ],
  },
  matching: {
    contents: [
      {
        ...words,
        type: 'matching',
        stem: 'What does each status say?',
        prompts: options('404', '301', '503'),
        targets: options('not found', 'moved', 'away for now', 'created'),
        key: { o0: 'o0', o1: 'o1', o2: 'o2' },
      },
    ],
    otherKey: (content) => ({ ...content, key: { o0: 'o1', o1: 'o2', o2: 'o3' } }),
    wrong: ({ targets }, key) => ({
      type: 'matching',
      pairs: Object.fromEntries(
        Object.entries(key.pairs).map(([prompt, target]) => [prompt, targets.find(({ id }) => id !== target)!.id]),
      ),
    }),
    partial: (_, key) => ({
      answer: { type: 'matching', pairs: Object.fromEntries(Object.entries(key.pairs).slice(0, 2)) },
      points: 2,
    }),
    malformed: [
      { answer: { type: 'matching', pairs: {} }, code: 'answer_malformed' },
      { answer: { type: 'matching', pairs: { '9': 'A' } }, code: 'option_not_offered' },
      { answer: { type: 'matching', pairs: { '1': 'Z' } }, code: 'option_not_offered' },
      { answer: { type: 'matching', pairs: { constructor: 'A' } }, code: 'option_not_offered' },
    ],
  },
  shortText: {
    contents: [
      {
        ...words,
        type: 'shortText',
        stem: 'Which keyword removes repeated rows?',
        accepted: { kind: 'normalised', texts: ['DISTINCT', 'select distinct'] },
      },
      {
        ...words,
        type: 'shortText',
        stem: 'Which command shows the last three commits?',
        accepted: { kind: 'pattern', pattern: 'git log (-n ?|-|--max-count=)3', example: 'git log -3' },
      },
    ],
    otherKey: (content) => ({ ...content, accepted: { kind: 'normalised', texts: ['other'] } }),
    wrong: () => ({ type: 'shortText', text: 'something else' }),
    partial: null,
    malformed: [
      { answer: { type: 'shortText', text: '   ' }, code: 'answer_malformed' },
      { answer: { type: 'shortText', text: 'x'.repeat(201) }, code: 'answer_too_long' },
    ],
  },
  codeReading: {
    contents: [
      {
        ...words,
        type: 'codeReading',
        stem: 'What does line 2 print?',
        code: { language: 'javascript', text: 'const x = [1, 2];\nconsole.log(x.length);', highlightedLines: [2] },
        options: options('`1`', '`2`', '`3`', '`undefined`'),
        keyId: 'o1',
      },
    ],
    otherKey: (content) => ({ ...content, keyId: 'o3' }),
    wrong: ({ options: offered }, key) => ({
      type: 'codeReading',
      optionId: offered.find(({ id }) => id !== key.optionId)!.id,
    }),
    partial: null,
    malformed: [{ answer: { type: 'codeReading', optionId: 'Q' }, code: 'option_not_offered' }],
  },
  freeText: {
    contents: [
      {
        ...words,
        type: 'freeText',
        stem: 'Why does an index speed up reading and slow down writing?',
        rubric: [
          { id: 'read', text: 'The index lets the database find rows without reading the whole table.', points: 2 },
          { id: 'write', text: 'Every insert has to update the index as well.', points: 1 },
        ],
        modelAnswer:
          'With an index the database finds rows without reading the whole table. Each insert has to update the index too.',
        maxWords: 80,
      },
    ],
    otherKey: (content) => ({
      ...content,
      modelAnswer: 'Another one.',
      rubric: [{ id: 'x', text: 'Else.', points: 3 }],
    }),
    wrong: () => ({ type: 'freeText', text: 'I do not know.' }),
    partial: null,
    malformed: [
      { answer: { type: 'freeText', text: ' … ' }, code: 'answer_malformed' },
      { answer: { type: 'freeText', text: 'word '.repeat(200) }, code: 'answer_too_long' },
    ],
  },
};
