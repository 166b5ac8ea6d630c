import { z } from 'zod';

/** What crosses the wire about document collections. */
export const CollectionId = z.uuid('a collection id');
export const DocumentId = z.uuid('a document id');

export const DOCUMENT_TYPES = ['text', 'markdown', 'pdf', 'docx'] as const;
export const DocumentType = z.enum(DOCUMENT_TYPES);
export type DocumentType = z.infer<typeof DocumentType>;

/** Bytes of one upload. */
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** Collections one run may search. */
export const MAX_RUN_COLLECTIONS = 5;

export const CollectionName = z.string().trim().min(1).max(120);
export const SearchQuery = z.string().trim().min(1).max(500);

const count = z.number().int().nonnegative();

export const CollectionEntry = z.object({
  collectionId: z.string(),
  name: z.string(),
  documents: count,
  /** Documents that can be searched. */
  searchable: count,
  passages: count,
  createdAt: z.iso.datetime(),
});
export type CollectionEntry = z.infer<typeof CollectionEntry>;

export const DocumentEntry = z.object({
  documentId: z.string(),
  name: z.string(),
  type: DocumentType,
  size: count,
  status: z.enum(['queued', 'indexing', 'ready', 'failed']),
  /** Why it could not be read. */
  reason: z.string().nullable(),
  characters: count.nullable(),
  pages: count.nullable(),
  passages: count,
  /** An index of it is searched, also while a newer one is being built. */
  isSearchable: z.boolean(),
  /** Of the index being built, 0..100. */
  progress: z.number().min(0).max(100),
  createdAt: z.iso.datetime(),
});
export type DocumentEntry = z.infer<typeof DocumentEntry>;

export const CollectionView = z.object({
  collectionId: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  documents: z.array(DocumentEntry),
});
export type CollectionView = z.infer<typeof CollectionView>;

export const DocumentPassageSchema = z.object({
  documentId: z.string(),
  name: z.string(),
  ordinal: count,
  start: count,
  end: count,
  text: z.string(),
  score: z.number(),
});

export const FoundPassage = DocumentPassageSchema.extend({
  /** Where words of the search stand in `text`. */
  marks: z.array(z.object({ start: count, end: count })),
});
export type FoundPassage = z.infer<typeof FoundPassage>;

/** What an upload is answered with. The same content again in the same collection is the same document. */
export type UploadedDocument = { documentId: string; isNew: boolean };
