import { z } from 'zod';
import { WRITABLE_TYPES } from '@/core/items/bank-task';
import { GATE_IDS, GATE_RESULTS, type GateId, ITEM_ORIGINS } from '@/core/items/gates/gate';
import { ITEM_STATUSES } from '@/core/items/item-life';
import { ItemAnswerSchema, ItemContentSchema, ShownItemSchema } from './item';

/** What crosses the wire about the item bank, between authors, reviewers and the server. Keys are in it: authors only. */
const Instant = z.iso.datetime();
export const ItemId = z.string().min(1).max(200);
export const ItemVersionRef = z.object({ id: ItemId, version: z.number().int().positive() });
export const GateIdSchema = z.enum(GATE_IDS as [GateId, ...GateId[]]);
export const GateSummarySchema = z.enum(['passed', 'failed', 'incomplete', 'notRun']);
const Status = z.enum(ITEM_STATUSES);
const Origin = z.enum(ITEM_ORIGINS);

export const CitationSchema = z.object({
  title: z.string().trim().min(1, 'Name the source.').max(300),
  quote: z.string().trim().min(3, 'Quote the words that support the key.').max(2_000),
  url: z
    .url({ protocol: /^https?$/u })
    .max(2_000)
    .nullable(),
});

const Parameters = z.object({
  discrimination: z.number(),
  difficulty: z.number(),
  guessing: z.number(),
  upperAsymptote: z.number(),
  difficultyVariance: z.number(),
  thresholds: z.array(z.number()).readonly().optional(),
});

/** Longest list of sources and enemies an item may carry. */
const MOST_LISTED = 20;

export const ItemDraftSchema = z.object({
  skillId: z.string().min(1).max(100),
  content: ItemContentSchema,
  /** `keep` is for an edit that leaves the item as hard as it was. */
  parameters: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('guess'), difficulty: z.number().min(-3).max(3) }),
    z.object({ kind: z.literal('keep') }),
  ]),
  expectedTimeMs: z.number().int().min(1_000).max(3_600_000),
  enemies: z.array(ItemId).max(MOST_LISTED),
  note: z.string().trim().max(500),
  citations: z.array(CitationSchema).max(MOST_LISTED),
});
export type ItemDraftInput = z.infer<typeof ItemDraftSchema>;

export const ITEM_ORDERS = ['newest', 'oldest', 'easiest', 'hardest', 'skill'] as const;

export const ListItems = z.object({
  search: z.string().trim().max(200).nullable().default(null),
  skillId: z.string().max(100).nullable().default(null),
  type: z.string().max(40).nullable().default(null),
  status: Status.nullable().default(null),
  origin: Origin.nullable().default(null),
  gates: GateSummarySchema.nullable().default(null),
  order: z.enum(ITEM_ORDERS).default('newest'),
  /** The last item of the page before. */
  cursor: ItemVersionRef.nullish(),
});

export const ItemListEntry = z.object({
  id: z.string(),
  version: z.number(),
  skillId: z.string(),
  type: z.string(),
  /** First words of the stem, or the title of the model. */
  title: z.string(),
  isFamily: z.boolean(),
  status: Status,
  isPublished: z.boolean(),
  origin: Origin,
  difficulty: z.number(),
  difficultySd: z.number(),
  gates: GateSummarySchema,
  createdAt: Instant,
});
export type ItemListEntry = z.infer<typeof ItemListEntry>;

export const ItemPage = z.object({
  entries: z.array(ItemListEntry),
  total: z.number(),
  next: ItemVersionRef.nullable(),
});

const EvidenceSchema = z.array(z.object({ label: z.string(), text: z.string(), itemId: z.string().optional() }));

export const GateOutput = z.object({
  gate: GateIdSchema,
  result: z.enum(GATE_RESULTS),
  summary: z.string(),
  evidence: EvidenceSchema,
  at: Instant,
  decidedBy: z.string().nullable(),
});
export type GateOutput = z.infer<typeof GateOutput>;

export const VersionOutput = z.object({
  version: z.number(),
  status: Status,
  origin: Origin,
  fromRevision: z.number().nullable(),
  untilRevision: z.number().nullable(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  note: z.string(),
  skillId: z.string(),
  /** Null for a family whose model makes its words. */
  content: ItemContentSchema.nullable(),
  modelId: z.string().nullable(),
  level: z.string().nullable(),
  parameters: Parameters,
  expectedTimeMs: z.number(),
  enemies: z.array(z.string()),
  citations: z.array(CitationSchema.extend({ title: z.string(), quote: z.string(), url: z.string().nullable() })),
});
export type VersionOutput = z.infer<typeof VersionOutput>;

/** One variant of an item as a candidate sees it, with what is sealed until it is answered. */
export const PreviewOutput = z.object({
  seed: z.string(),
  content: ItemContentSchema,
  shown: ShownItemSchema,
  /** The fully correct answer in the ids it is shown with. */
  keyAnswer: ItemAnswerSchema.nullable(),
});

/** Answers behind the parameters; null while there are none. */
export const CalibrationOutput = z.object({ method: z.string(), responses: z.number(), revision: z.number() });

export const ItemOutput = z.object({
  id: z.string(),
  shown: VersionOutput,
  latest: z.number(),
  versions: z.array(VersionOutput),
  calibration: CalibrationOutput.nullable(),
  previews: z.array(PreviewOutput),
  gates: z.array(GateOutput),
  history: z.array(
    z.object({
      at: Instant,
      action: z.string(),
      actor: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  usage: z.array(
    z.object({
      assessmentId: z.string(),
      title: z.string(),
      status: z.string(),
      version: z.number(),
      shown: z.number(),
    }),
  ),
  isOwnWork: z.boolean(),
  reviewers: z.number(),
  /** The task that checks this item now, if any. */
  runningTask: z.string().nullable(),
});
export type ItemOutput = z.infer<typeof ItemOutput>;

export const Reason = z.string().trim().min(3, 'Say why in a few words.').max(1_000);
export const AcceptItem = ItemVersionRef.extend({
  status: z.enum(['pilot', 'operational']),
  reason: Reason,
  overrule: z.array(GateIdSchema).max(GATE_IDS.length),
});
export const RejectItem = ItemVersionRef.extend({ reason: Reason });

export const FunnelOutput = z.object({
  total: z.number(),
  gates: z.array(
    z.object({
      gate: GateIdSchema,
      passed: z.number(),
      failed: z.number(),
      notRun: z.number(),
      notApplicable: z.number(),
    }),
  ),
});
export type FunnelOutput = z.infer<typeof FunnelOutput>;

export const PublicationOutput = z.object({
  revision: z.number(),
  keeping: z.number(),
  drafts: z.number(),
  changes: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      replaces: z.number().nullable(),
      skillId: z.string(),
      title: z.string(),
      status: Status,
      note: z.string(),
    }),
  ),
});
export type PublicationOutput = z.infer<typeof PublicationOutput>;

const Numbered = { seq: z.number() };
export const BankTaskOutput = z.object({
  taskId: z.uuid(),
  kind: z.enum(['gates', 'generation']),
  createdAt: Instant,
  state: z.object({
    ...Numbered,
    status: z.enum(['queued', 'running', 'completed', 'failed']),
    total: z.number(),
    drafted: z.array(z.object({ place: z.number(), itemId: z.string(), stem: z.string() })).readonly(),
    refused: z.array(z.object({ place: z.number(), problems: z.array(z.string()).readonly() })).readonly(),
    spent: z.object({ requests: z.number(), tokens: z.number(), budget: z.number() }).nullable(),
    gates: z
      .array(
        z.object({
          itemId: z.string(),
          version: z.number(),
          gate: GateIdSchema,
          result: z.enum(GATE_RESULTS),
          summary: z.string(),
        }),
      )
      .readonly(),
    checked: z.array(z.object({ itemId: z.string(), version: z.number(), outcome: GateSummarySchema })).readonly(),
    note: z.string().nullable(),
  }),
});
export type BankTaskOutput = z.infer<typeof BankTaskOutput>;

export const FollowBankTask = z.object({
  taskId: z.uuid(),
  lastEventId: z.coerce.number().int().nonnegative().default(0),
});

export const MOST_GENERATED = 10;
export const GenerateItems = z.object({
  type: z.enum(WRITABLE_TYPES).default('singleChoice'),
  skillId: z.string().min(1).max(100),
  difficulty: z.number().min(-3).max(3),
  count: z.number().int().min(1).max(MOST_GENERATED),
  source: z.string().trim().max(20_000),
  tokenBudget: z.number().int().min(2_000).max(2_000_000),
});

export const GenerationOverview = z.object({
  modelName: z.string().nullable(),
  earlier: z.array(
    z.object({ taskId: z.string(), status: z.string(), createdAt: Instant, skillId: z.string(), type: z.string() }),
  ),
});
export type GenerationOverview = z.infer<typeof GenerationOverview>;
