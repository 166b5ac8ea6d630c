import { z } from 'zod';
import type { WritableTypeName } from '@/core/items/bank-task';
import type { CommonContent, ItemContent, ItemOption } from '@/core/items/item';
import { presentationOrder } from '@/core/items/presentation-order';
import type { Random } from '@/core/items/random';

const Line = z.string().trim().min(1).max(1_000);
const Common = z.object({
  stem: z.string().trim().min(10).max(4_000),
  explanation: z.string().trim().min(10).max(4_000),
  hint: z.string().trim().max(1_000).nullable(),
  quote: z.string().trim().max(2_000).nullable(),
});
type CommonAnswer = z.infer<typeof Common>;

/**
 * A type of item a model can be asked to write. Its shape gives the model no way to name a key that is not among the options;
 * that the content makes sense is for `validateContent` and the gates to say.
 */
export type WrittenType<A extends CommonAnswer = CommonAnswer> = {
  /** What is written, and the rules that hold for this type alone. */
  readonly task: string;
  /** The fields of its own, as JSON. */
  readonly fields: string;
  readonly answer: z.ZodType<A>;
  contentOf(answer: A, random: Random): ItemContent;
};

const define = <A extends CommonAnswer>(type: WrittenType<A>): WrittenType<A> => type;

const LETTERS = 'abcdefghijkl';
const optionsOf = (texts: readonly string[]): ItemOption[] =>
  texts.map((text, place) => ({ id: LETTERS[place]!, text }));

const commonOf = ({ stem, explanation, hint }: CommonAnswer): CommonContent => ({
  stem,
  explanation,
  hint: hint || null,
});

const Distractor = z.object({ text: Line, misconception: Line });
type Choices = CommonAnswer & { readonly distractors: readonly z.infer<typeof Distractor>[] };

/** The options in an order that the model did not choose: what it writes first must not be the key every time. */
function choicesOf(answer: Choices, keys: readonly string[], random: Random) {
  const { distractors } = answer;
  const mistakes = distractors.map(({ text, misconception }) => `${text}: ${misconception}`);
  const written = [...keys, ...distractors.map(({ text }) => text)].map((text, index) => ({ id: String(index), text }));
  const ordered = presentationOrder({ options: written }, random);
  return {
    ...commonOf(answer),
    explanation: [answer.explanation, ...mistakes].join('\n\n'),
    options: optionsOf(ordered.map(({ text }) => text)),
    keyIds: ordered.flatMap(({ id }, place) => (Number(id) < keys.length ? [LETTERS[place]!] : [])),
  };
}

const OPTION_RULES = `- The stem can be answered by somebody who knows the subject without seeing the options.
- Each distractor is what somebody with one specific misconception would answer. All options have the same form and length.
- No "all of the above", "none of the above", "always", "never", "usually"; no word of the stem only in a key.`;

const DISTRACTORS = `"distractors": [{ "text": a wrong option, "misconception": the mistake that leads to it }]`;

/** Every type a model can be asked to write. A new one is also named in `WRITABLE_TYPES` of core/items. */
const WRITTEN_TYPES = {
  singleChoice: define({
    task: `single choice: four options, exactly one is right beyond dispute.\n${OPTION_RULES}`,
    fields: `"key": the right option, ${DISTRACTORS} three of them`,
    answer: Common.extend({ key: Line, distractors: z.array(Distractor).length(3) }),
    contentOf: (answer, random) => {
      const { keyIds, ...content } = choicesOf(answer, [answer.key], random);
      return { type: 'singleChoice', ...content, keyId: keyIds[0]! };
    },
  }),
  multipleResponse: define({
    task: `multiple response: four to eight options, of which two or more are right beyond dispute and the others wrong beyond dispute.
- At least as many distractors as keys. The stem says that several may be right, and not how many.
${OPTION_RULES}`,
    fields: `"keys": [the right options], ${DISTRACTORS}`,
    answer: Common.extend({
      keys: z.array(Line).min(2, 'fewer than two keys').max(6),
      distractors: z.array(Distractor).min(1).max(6),
    }).refine(({ keys, distractors }) => keys.length <= distractors.length, 'There are more keys than distractors.'),
    contentOf: (answer, random) => ({ type: 'multipleResponse', ...choicesOf(answer, answer.keys, random) }),
  }),
  numeric: define({
    task: `numeric: the answer is one number that everybody who works it out correctly reaches.
- The stem has every figure that is needed and says how exact the answer has to be.
- The tolerance takes in what rounding does to a correct result and leaves out what any mistake leads to.
- The unit is null for a bare number. Other units are those a correct answer may also come in.`,
    fields: `"key": the right value as a JSON number, in the unit,
  "tolerance": { "kind": "absolute" (in the unit) or "relative" (share of the key), "value": half-width, 0 or more },
  "unit": the unit or null, "otherUnits": [{ "unit": another unit, "factor": a value in it times this is the value in the unit }] or []`,
    answer: Common.extend({
      key: z.number(),
      tolerance: z.object({ kind: z.enum(['absolute', 'relative']), value: z.number() }),
      unit: Line.max(32).nullable(),
      otherUnits: z.array(z.object({ unit: Line.max(32), factor: z.number() })).max(5),
    }).refine(
      ({ key, tolerance }) => key === 0 || tolerance.kind === 'relative' || tolerance.value < Math.abs(key),
      'The tolerance is as wide as the key, so nearly every number would be right.',
    ),
    contentOf: ({ key, tolerance, unit, otherUnits, ...common }) => ({
      type: 'numeric',
      ...commonOf(common),
      key,
      tolerance,
      unit,
      otherUnits,
    }),
  }),
  shortText: define({
    task: `short text: the answer is a word or a short phrase that is right beyond dispute.
- The stem leaves one answer only and says what is asked for (a command, a keyword, a name).
- List every form a correct answer may be written in, and nothing that is only nearly right. White space does not count;
  letter case counts only when matchCase is true.
- No word of the stem is an accepted text. Accepted texts have no backticks.`,
    fields: `"accepted": [the texts that are right, the best one first, at most 10], "matchCase": true or false`,
    answer: Common.extend({ accepted: z.array(Line.max(200)).min(1).max(10), matchCase: z.boolean() }),
    contentOf: ({ accepted, matchCase, ...common }) => ({
      type: 'shortText',
      ...commonOf(common),
      accepted: { kind: 'normalised', texts: accepted, matchCase },
    }),
  }),
  ordering: define({
    task: `ordering: four to eight steps that stand in one order only, beyond dispute.
- The stem says by what they are ordered and which end comes first.
- No step tells its place by its wording ("first", "then", "finally", numbers); all have the same form and length.`,
    fields: `"steps": [the steps in the right order]`,
    answer: Common.extend({ steps: z.array(Line).min(4).max(8) }),
    contentOf: ({ steps, ...common }) => ({ type: 'ordering', ...commonOf(common), options: optionsOf(steps) }),
  }),
} satisfies Readonly<Record<WritableTypeName, unknown>>;

/** Seen through the union: `contentOf` is handed what the `answer` beside it has read. */
export const writtenType = (type: WritableTypeName): WrittenType => WRITTEN_TYPES[type] as WrittenType;
