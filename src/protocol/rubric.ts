import { z } from 'zod';
import { MAX_RUBRIC_NAME, MAX_RUBRIC_TEXT } from '@/core/evaluation/rubric';

/** `isOwn`: written by the organisation; the others come with the product. `hash` is of the text. */
export const RubricEntry = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  text: z.string(),
  hash: z.string(),
  isOwn: z.boolean(),
});
export type RubricEntry = z.infer<typeof RubricEntry>;

export const WriteRubric = z.object({
  name: z.string().trim().min(1, 'a name').max(MAX_RUBRIC_NAME),
  text: z.string().trim().min(20, 'at least a sentence of 20 characters').max(MAX_RUBRIC_TEXT),
});
