import { z } from 'zod';
import type { ItemAnswer } from '@/core/items/answer';
import type { ItemContent } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';

/** Items, answers and shown items on a wire, in a file or in the database: one schema for each type core reasons with. */
const Id = z.string().min(1).max(64);
const Line = z.string().max(4_000);
const Prose = z.string().max(20_000);

export const MediaRefSchema = z.object({
  mediaId: z.string().min(1).max(128),
  kind: z.enum(['image', 'audio']),
  alternativeText: z.string().trim().min(1, 'an alternative text').max(2_000),
});
const Option = z.object({ id: Id, text: Line, media: MediaRefSchema.optional() });
const Options = z.array(Option).max(20).readonly();
const Media = z.array(MediaRefSchema).max(8).readonly().optional();
const Code = z.object({
  language: z.string().max(32),
  text: Prose,
  highlightedLines: z.array(z.number().int().positive()).max(400).readonly(),
});
const common = { stem: Prose, stemMedia: Media, explanation: Prose, hint: Line.nullable() };

const AcceptedText = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('normalised'),
    texts: z.array(z.string().min(1).max(200)).min(1).max(50).readonly(),
    matchCase: z.boolean().optional(),
    ignoreDiacritics: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('pattern'), pattern: z.string().min(1).max(500), example: z.string().max(200) }),
]);

/** The shape of an item's content. That it makes sense is for `validateContent` in core/items to say. */
export const ItemContentSchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('singleChoice'), options: Options, keyId: Id }),
  z.object({
    ...common,
    type: z.literal('multipleResponse'),
    options: Options,
    keyIds: z.array(Id).max(20).readonly(),
  }),
  z.object({
    ...common,
    type: z.literal('numeric'),
    key: z.number(),
    tolerance: z.object({ kind: z.enum(['absolute', 'relative']), value: z.number() }),
    unit: z.string().min(1).max(32).nullable(),
    otherUnits: z
      .array(z.object({ unit: z.string().min(1).max(32), factor: z.number() }))
      .max(20)
      .readonly(),
  }),
  z.object({ ...common, type: z.literal('ordering'), options: Options }),
  z.object({ ...common, type: z.literal('matching'), prompts: Options, targets: Options, key: z.record(Id, Id) }),
  z.object({ ...common, type: z.literal('shortText'), accepted: AcceptedText }),
  z.object({ ...common, type: z.literal('codeReading'), code: Code, options: Options, keyId: Id }),
  z.object({
    ...common,
    type: z.literal('freeText'),
    rubric: z
      .array(z.object({ id: Id, text: Line, points: z.number().int().positive() }))
      .max(20)
      .readonly(),
    modelAnswer: Prose,
    maxWords: z.number().int().positive(),
  }),
]) satisfies z.ZodType<ItemContent>;

const LONGEST_TEXT = 20_000;
const Chosen = z.array(z.string().min(1).max(8)).max(20).readonly();

/** An answer as a candidate sends it. Whether the item takes it, and what it earns, is decided in core. */
export const ItemAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('singleChoice'), optionId: z.string().min(1).max(8) }),
  z.object({ type: z.literal('multipleResponse'), optionIds: Chosen }),
  z.object({ type: z.literal('numeric'), text: z.string().max(100), unit: z.string().max(32).nullable() }),
  z.object({ type: z.literal('ordering'), optionIds: Chosen }),
  z.object({ type: z.literal('matching'), pairs: z.record(z.string().max(8), z.string().max(8)) }),
  z.object({ type: z.literal('shortText'), text: z.string().max(1_000) }),
  z.object({ type: z.literal('codeReading'), optionId: z.string().min(1).max(8) }),
  z.object({ type: z.literal('freeText'), text: z.string().max(LONGEST_TEXT) }),
]) satisfies z.ZodType<ItemAnswer>;

const ShownOptions = z
  .array(z.object({ id: z.string(), text: z.string(), media: MediaRefSchema.optional() }))
  .readonly();
const stem = { stem: z.string(), stemMedia: z.array(MediaRefSchema).readonly().optional() };

/** An item as a candidate sees it: closed objects, so that nothing of a key can ride along. */
export const ShownItemSchema = z.discriminatedUnion('type', [
  z.object({ ...stem, type: z.literal('singleChoice'), options: ShownOptions }),
  z.object({ ...stem, type: z.literal('multipleResponse'), options: ShownOptions }),
  z.object({ ...stem, type: z.literal('numeric'), units: z.array(z.string()).readonly() }),
  z.object({ ...stem, type: z.literal('ordering'), options: ShownOptions }),
  z.object({ ...stem, type: z.literal('matching'), prompts: ShownOptions, targets: ShownOptions }),
  z.object({ ...stem, type: z.literal('shortText') }),
  z.object({ ...stem, type: z.literal('codeReading'), code: Code, options: ShownOptions }),
  z.object({ ...stem, type: z.literal('freeText'), maxWords: z.number() }),
]) satisfies z.ZodType<ShownItem>;
