import { z } from 'zod';
import { Statistic } from './statistic';

const Instant = z.iso.datetime();
const ItemStatus = z.enum(['draft', 'review', 'pilot', 'operational', 'quarantined', 'retired']);

export const BankHealthSchema = z.object({
  revision: z.number(),
  exposure: z.object({ maximum: Statistic, overlap: Statistic, unused: Statistic }),
  items: z.array(
    z.object({
      itemId: z.string(),
      itemVersion: z.number(),
      skillId: z.string(),
      status: ItemStatus,
      responses: z.number(),
      calibration: z.object({ method: z.string(), responses: z.number() }).nullable(),
      isAnchor: z.boolean(),
      p: Statistic,
      difficulty: Statistic,
      correlation: Statistic,
      timeMs: Statistic,
      exposure: Statistic,
      options: z.array(z.object({ id: z.string(), count: z.number(), share: z.number() })).readonly(),
      checks: z
        .array(
          z.object({
            condition: z.enum(['precision', 'success', 'correlation', 'distractors', 'dif']),
            value: z.number().nullable(),
            met: z.boolean(),
            reason: z.string().optional(),
          }),
        )
        .readonly(),
    }),
  ),
  transitions: z.array(
    z.object({
      id: z.string(),
      itemId: z.string(),
      itemVersion: z.number(),
      revision: z.number(),
      from: ItemStatus,
      to: ItemStatus,
      cause: z.string(),
      reason: z.string(),
      isByPerson: z.boolean(),
      at: Instant,
    }),
  ),
  lastRun: z
    .object({
      startedAt: Instant,
      revision: z.number().nullable(),
      skills: z.array(
        z.object({
          skillId: z.string(),
          items: z.number(),
          answers: z.number(),
          marginal: z.object({ items: z.number(), people: z.number(), iterations: z.number() }).nullable(),
          reason: z.enum(['tooFewItems', 'notConverged']).nullable(),
          published: z.number(),
          newAnchors: z.number(),
        }),
      ),
    })
    .nullable(),
});
export type BankHealthOutput = z.infer<typeof BankHealthSchema>;

export const OverruleItem = z.object({
  itemId: z.string().min(1).max(200),
  itemVersion: z.number().int().min(1),
  to: z.enum(['operational', 'pilot', 'quarantined']),
  reason: z.string().trim().min(1, 'Give a reason; it is kept.').max(1_000),
});
