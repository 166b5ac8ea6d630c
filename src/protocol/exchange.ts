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

export const ImportReport = z.object({
  format: z.enum([...EXPORT_FORMATS, 'qtiItem']),
  applied: z.boolean(),
  plan: z.string(),
  counts: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), refused: z.number() }),
  rows: z.array(ImportRow),
  /** What was left out of the file as a whole. */
  notes: z.array(z.object({ ...Place, text: z.string() })),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const FileRefusal = z.object({ problem: ImportProblem.extend(Place) });
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
