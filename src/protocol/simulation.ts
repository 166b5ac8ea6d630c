import { z } from 'zod';
import { RulesSchema, SkillGraphSchema } from './assessment';

/** What a recruiter asks before publishing: what can this assessment be expected to do with this bank? */
export const SimulateAssessment = z.object({ graph: SkillGraphSchema, rules: RulesSchema });

/** Progress, then the outcome. Errors and sds are in theta units, where a standard deviation of candidates is 1. */
export const SimulationUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), played: z.number(), people: z.number() }),
  z.object({
    kind: z.literal('outcome'),
    people: z.number(),
    items: z.object({ mean: z.number(), minimum: z.number(), maximum: z.number() }),
    timeMs: z.object({ mean: z.number(), within90: z.number() }),
    /** Typical error of the composite, its mean stated sd, and how often its 90 % band held the truth. */
    composite: z.object({ rmse: z.number(), sd: z.number(), coverage90: z.number() }),
    skills: z.array(z.object({ skillId: z.string(), name: z.string(), rmse: z.number() })),
    coverage90: z.number(),
    stopReasons: z.array(z.object({ reason: z.string(), share: z.number() })),
    /** Share of sessions the most used item appears in; share of the bank's items never used; mean overlap of two sessions. */
    exposure: z.object({ maximum: z.number(), unused: z.number(), overlap: z.number() }),
    bankItems: z.number(),
    /** The limit of the rules on one item's share of the sessions, and the items by the share they reached. */
    exposureCap: z.number().nullable(),
    exposureBands: z.array(z.object({ upTo: z.number(), items: z.number() })),
    /** By number of answers from 0: typical error of the composite after at most so many, and sessions that ended there. */
    progress: z.array(z.object({ answers: z.number(), rmse: z.number(), ended: z.number() })),
  }),
]);
export type SimulationUpdate = z.infer<typeof SimulationUpdate>;
