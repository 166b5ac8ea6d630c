import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { type DocumentPassage, TOP_PASSAGES, withoutOverlaps } from '@/core/evaluation/document-passage';
import { readText, type SentenceSplitter } from '@/core/evaluation/reading';
import { termOf, termsOf } from '@/core/evaluation/source-index';
import {
  type CollectionEntry,
  type CollectionView,
  type DocumentEntry,
  type FoundPassage,
  MAX_DOCUMENT_BYTES,
  type UploadedDocument,
} from '@/protocol/collection';
import { documentTypeOf } from '@/server/documents/document-type';
import type { Limiter } from '@/server/limits';
import type { Member } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { CollectionRepository, StoredCollection } from '@/server/repositories/collection-repository';
import type { DocumentRepository, StoredDocument } from '@/server/repositories/document-repository';
import type { PassageSearch } from '@/server/repositories/passage-search';

type Deps = {
  readonly collections: CollectionRepository;
  readonly documents: DocumentRepository;
  readonly passages: PassageSearch;
  readonly splitter: SentenceSplitter;
  readonly uploadLimiter: Limiter;
  readonly bells: Bells;
};

const MAX_DOCUMENTS = 1_000;
const MAX_NAME = 200;
/** Values of a watched collection come at most this often. */
const COALESCED_MS = 500;

export type CollectionService = ReturnType<typeof createCollectionService>;

/** Document collections of an organisation: kept, filled, searched and removed. Reading documents is in document-indexing.ts. */
export function createCollectionService(deps: Deps) {
  const { collections, documents, passages, splitter, uploadLimiter, bells } = deps;

  const visible = async (member: Member, id: string): Promise<StoredCollection> => {
    const found = await collections.find(id);
    if (found?.organisationId !== member.organisationId) throw new DomainError('collection_not_found');
    return found;
  };
  const own = async (member: Member, documentId: string): Promise<StoredDocument> => {
    const found = await documents.find(documentId);
    if (found?.organisationId !== member.organisationId) throw new DomainError('not_found');
    return found;
  };
  const unused = async ({ organisationId }: Member, collectionId: string): Promise<void> => {
    if (await collections.isInUse(organisationId, collectionId)) throw new DomainError('collection_in_use');
  };
  const ring = (collectionId: string): void => bells.ring(bellTopic.collection(collectionId));

  const get = async (member: Member, id: string): Promise<CollectionView> => {
    const { name, createdAt } = await visible(member, id);
    const rows = await documents.list(id);
    return { collectionId: id, name, createdAt: createdAt.toISOString(), documents: rows.map(documentEntry) };
  };

  /** The best passages for these terms, best first. */
  const retrieve = async (
    organisationId: string,
    collectionIds: readonly string[],
    terms: readonly string[],
  ): Promise<DocumentPassage[]> =>
    withoutOverlaps(await passages.search(organisationId, collectionIds, terms, 3 * TOP_PASSAGES), TOP_PASSAGES);

  return {
    get,
    retrieve,

    async list(member: Member): Promise<CollectionEntry[]> {
      const rows = await collections.list(member.organisationId);
      return rows.map(({ id, createdAt, ...row }) => ({
        collectionId: id,
        ...row,
        createdAt: createdAt.toISOString(),
      }));
    },

    async create({ organisationId, userId }: Member, name: string): Promise<{ collectionId: string }> {
      const id = newId();
      await collections.create({ id, organisationId, name, createdBy: userId });
      return { collectionId: id };
    },

    async rename(member: Member, id: string, name: string): Promise<void> {
      await visible(member, id);
      await collections.rename(id, name);
      ring(id);
    },

    /** Removes a collection with its documents; what runs have cited of them stays with the runs. @throws DomainError `collection_in_use`. */
    async remove(member: Member, id: string): Promise<void> {
      const collection = await visible(member, id);
      await unused(member, id);
      await collections.remove(collection, member.userId);
      ring(id);
    },

    /** Counts an upload before its bytes are read. @throws DomainError `collection_not_found`, `too_many_requests`. */
    async admitUpload(member: Member, collectionId: string): Promise<void> {
      await visible(member, collectionId);
      await uploadLimiter.take(member.userId);
    },

    /**
     * Keeps a document and queues its reading. The same content again is the same document.
     * @throws DomainError `document_not_supported`, `document_too_large`, `collection_full`.
     */
    async upload(member: Member, collectionId: string, given: string, bytes: Buffer): Promise<UploadedDocument> {
      const { organisationId, userId } = member;
      if (bytes.byteLength > MAX_DOCUMENT_BYTES) throw new DomainError('document_too_large');
      const name = given.trim().replaceAll(/\s+/gu, ' ').slice(0, MAX_NAME).toWellFormed() || 'Untitled';
      const type = await documentTypeOf(bytes, name);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const known = await documents.findByContent(collectionId, sha256);
      if (known) return { documentId: known, isNew: false };
      if ((await documents.count(collectionId)) >= MAX_DOCUMENTS) throw new DomainError('collection_full');
      const id = newId();
      const size = bytes.byteLength;
      const document = { id, organisationId, collectionId, name, type, size, sha256, createdBy: userId };
      const isNew = await documents.add(document, new Uint8Array(bytes));
      ring(collectionId);
      if (isNew) return { documentId: id, isNew };
      const first = await documents.findByContent(collectionId, sha256); // the same file arrived twice at once
      if (!first) throw new DomainError('conflict');
      return { documentId: first, isNew: false };
    },

    /** Removes a document from searches to come. @throws DomainError `not_found`, `collection_in_use`. */
    async removeDocument(member: Member, documentId: string): Promise<void> {
      const document = await own(member, documentId);
      await unused(member, document.collectionId);
      await documents.remove(document, member.userId);
      ring(document.collectionId);
    },

    /** Reads all documents anew; the old index is searched until the new one is whole. @returns how many. */
    async reindex(member: Member, id: string): Promise<{ documents: number }> {
      await visible(member, id);
      const begun = await documents.rebuild(id);
      ring(id);
      return { documents: begun.length };
    },

    /** Passages for a question typed in, with the words that made them be found. */
    async search(member: Member, id: string, query: string): Promise<FoundPassage[]> {
      await visible(member, id);
      const { sentences } = await readText(query, splitter);
      const terms = new Set(sentences.flatMap(({ tokens }) => termsOf(tokens)));
      const found = await retrieve(member.organisationId, [id], [...terms]);
      return Promise.all(found.map(async (passage) => ({ ...passage, marks: await marksOf(passage.text, terms) })));
    },

    /** Those of these collections the organisation has, with their names. */
    async named(organisationId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
      const found = await collections.findAll(organisationId, ids);
      return found.map(({ id, name }) => ({ id, name }));
    },

    /** The collection, again whenever it has changed; nothing to resume, the next value makes up for any missed. */
    async *watch(member: Member, id: string, signal: AbortSignal): AsyncGenerator<CollectionView> {
      let wake: () => void = () => undefined;
      let isChanged = true;
      const changed = () => {
        isChanged = true;
        wake();
      };
      const stop = bells.listen(bellTopic.collection(id), changed);
      signal.addEventListener('abort', changed);
      let shown = '';
      try {
        while (!signal.aborted) {
          isChanged = false;
          const view = await get(member, id);
          const text = JSON.stringify(view);
          if (text !== shown) yield view;
          shown = text;
          const pause = new Promise<void>((resolve) => setTimeout(resolve, COALESCED_MS));
          if (!isChanged && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
          await pause;
        }
      } finally {
        stop();
        signal.removeEventListener('abort', changed);
      }
    },
  };

  async function marksOf(text: string, terms: ReadonlySet<string>): Promise<{ start: number; end: number }[]> {
    const { sentences } = await readText(text, splitter);
    return sentences
      .flatMap(({ tokens }) => tokens)
      .filter((token) => terms.has(termOf(token) ?? ''))
      .map(({ start, end }) => ({ start, end }));
  }
}

function documentEntry({ id, generation, indexedTo, ...row }: StoredDocument): DocumentEntry {
  const { name, type, size, status, reason, characters, pages, passages, createdAt } = row;
  const share = characters ? Math.floor((100 * indexedTo) / characters) : 0;
  return {
    documentId: id,
    name,
    type,
    size,
    status,
    reason,
    characters,
    pages,
    passages,
    isSearchable: generation > 0,
    progress: status === 'ready' ? 100 : status === 'indexing' ? Math.min(99, share) : 0,
    createdAt: createdAt.toISOString(),
  };
}
