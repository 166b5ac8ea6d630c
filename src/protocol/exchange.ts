import { z } from 'zod';
import { ListItems } from './bank';

/**
 * Import and export of items over plain HTTP, for authors.
 *
 *     POST /api/items/import?mode=check|apply&skill=...&plan=...   the file as the body (application/octet-stream)
 *          -> 200 ImportReport, or 422 FileRefusal when nothing of the file can be taken
 *     GET  /api/items/export?format=...&<filters of the list>      the file, streamed
 *
 * `check` changes nothing. `apply` takes the same file again with the `plan` a check returned, and refuses with 409 when the bank has
 * changed so that something else would happen than was shown. Both are safe to repeat.
 */
export const IMPORT_PATH = '/api/items/import';
export const EXPORT_PATH = '/api/items/export';
export const EXPORT_FORMATS = ['qti', 'json', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Largest file of an import, in bytes. */
export const IMPORT_BYTES = 32 * 1024 * 1024;

const Place = { line: z.number().nullable(), path: z.string().nullable() };

export const ImportProblem = z.object({
  code: z.string(),
  /** What the code means, for a person. */
  sentence: z.string(),
  detail: z.string(),
});

export const IMPORT_OUTCOMES = ['new', 'changed', 'unchanged', 'refused'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** Values are shortened for showing. */
export const FieldDifference = z.object({ field: z.string(), before: z.string(), after: z.string() });

export const ImportRow = z.object({
  ...Place,
  itemId: z.string().nullable(),
  title: z.string(),
  type: z.string().nullable(),
  outcome: z.enum(IMPORT_OUTCOMES),
  /** The version that is there, or would be: null when refused. */
  version: z.number().nullable(),
  differences: z.array(FieldDifference),
  /** What was left out of the item while reading it. */
  notes: z.array(z.string()),
  problem: ImportProblem.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** A problem with where it is. */
const PlacedProblem = ImportProblem.extend(Place);

/**
 * A test that came along in a package. Nothing is made of it: an assessment is built from skills and chooses its items by the answers.
 * `skills`, `length` and `timeLimitMs` are what an assessment of the same extent would be given.
 */
export const ImportTest = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('refused'), problem: PlacedProblem }),
  z.object({
    outcome: z.literal('read'),
    path: z.string().nullable(),
    title: z.string(),
    /** Written by an export, as a list of its items by skill. */
    isOwn: z.boolean(),
    /** Items of the file it names, each once, and how many of them the import refuses. */
    items: z.number(),
    refused: z.number(),
    sections: z.array(
      z.object({
        title: z.string(),
        /** 0 for a section that stands in no other. */
        depth: z.number(),
        items: z.number(),
        /** How many of its parts a candidate gets; null for all. */
        select: z.number().nullable(),
      }),
    ),
    /** Those of the items that are not refused, most frequent first. */
    skills: z.array(z.object({ skillId: z.string(), items: z.number() })),
    /** Items one candidate gets; null where that depends on what is drawn. */
    length: z.number().nullable(),
    timeLimitMs: z.number().nullable(),
    /** References that lead nowhere, and the like. */
    problems: z.array(PlacedProblem),
    /** What the test rules and no assessment keeps, with the reason. */
    notKept: z.array(z.object({ ...Place, text: z.string() })),
    /** How many more there are than `problems` and `notKept` list. */
    unlisted: z.number(),
  }),
]);
export type ImportTest = z.infer<typeof ImportTest>;

export const ImportReport = z.object({
  format: z.enum([...EXPORT_FORMATS, 'qtiItem']),
  applied: z.boolean(),
  plan: z.string(),
  counts: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), refused: z.number() }),
  rows: z.array(ImportRow),
  tests: z.array(ImportTest),
  /** What was left out of the file as a whole. */
  notes: z.array(z.object({ ...Place, text: z.string() })),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const FileRefusal = z.object({ problem: PlacedProblem });
export type FileRefusal = z.infer<typeof FileRefusal>;

export const ImportQuery = z.object({
  mode: z.enum(['check', 'apply']),
  /** For items of a file that names no skill. */
  skill: z.string().min(1).max(100).nullable().default(null),
  plan: z.string().max(100).nullable().default(null),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

const Filters = ListItems.omit({ cursor: true, order: true });
export const ExportQuery = Filters.extend({ format: z.enum(EXPORT_FORMATS) });
export type ExportQuery = z.infer<typeof ExportQuery>;

/** What a file of this format would hold, before it is written. */
export const ExportPreview = z.object({
  held: z.number(),
  /** Items made by models: programs, which no file holds. */
  models: z.number(),
  refused: z.array(z.object({ itemId: z.string(), detail: z.string() })),
});
export type ExportPreview = z.infer<typeof ExportPreview>;
