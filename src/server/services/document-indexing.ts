import { v7 as newId } from 'uuid';
import { DomainError, isDomainError } from '@/core/errors';
import { INDEX_VERSION } from '@/core/evaluation/document-passage';
import { isTransient } from '@/server/db';
import type { DocumentReader } from '@/server/documents/document-reader';
import { stretchEnd } from '@/server/documents/stretch';
import type { Logger } from '@/server/logger';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { Build, DocumentRepository, StoredDocument } from '@/server/repositories/document-repository';

type Deps = {
  readonly documents: DocumentRepository;
  readonly reader: DocumentReader;
  readonly bells: Bells;
  readonly now: () => Date;
  readonly log: Logger;
};

/** A process that says nothing for this long has lost its document to whoever asks next. */
const LEASE_MS = 15_000;
/** Documents a process reads at a time; more only wait for the one thread, and keep other jobs waiting. */
const AT_A_TIME = 2;
const RETRY_SECONDS = 2;

/** Work on a document stops here without a word: it was removed, begun anew, or another process has it. */
class DocumentLost extends Error {
  override readonly name = 'DocumentLost';
}

/** Reads documents and builds their indexes: the job behind every upload. */
export function createDocumentIndexing({ documents, reader, bells, now, log }: Deps) {
  const holder = newId();
  const working = new Set<string>();

  const build = async (document: StoredDocument, signal: AbortSignal): Promise<void> => {
    const { id, building, collectionId } = document;
    const ours: Build = { id, holder, building };
    const ring = () => bells.ring(bellTopic.collection(collectionId));
    const text = (await documents.text(id, building)) ?? (await takeOut(document, ours, signal));
    ring();
    for (let from = document.indexedTo; from < text.length; ) {
      signal.throwIfAborted();
      const to = stretchEnd(text, from);
      const stretch = await reader.cut(text.slice(from, to), from, signal);
      if (!(await documents.addStretch(ours, { from, to }, stretch))) throw new DocumentLost('it went on elsewhere');
      from = to;
      ring();
    }
    await documents.publish(ours, INDEX_VERSION, now());
    ring();
  };

  const takeOut = async ({ id, type }: StoredDocument, ours: Build, signal: AbortSignal): Promise<string> => {
    const bytes = await documents.bytes(id);
    if (!bytes) throw new DocumentLost('it was removed');
    const { text, pages } = await reader.extract(bytes, type, signal);
    if (!(await documents.keepText(ours, text, pages))) throw new DocumentLost('it went on elsewhere');
    return text;
  };

  return {
    /**
     * Reads a document from where its index stands to its end. Does nothing when it is read already or by another process. When the
     * process stops, the next goes on after the last stretch that was stored.
     */
    async work(documentId: string, stopping: AbortSignal): Promise<void> {
      if (working.has(documentId)) return;
      if (working.size >= AT_A_TIME) return documents.addJob(documentId, RETRY_SECONDS);
      const until = () => new Date(now().getTime() + LEASE_MS);
      working.add(documentId);
      const own = new AbortController();
      let heartbeat: NodeJS.Timeout | undefined;
      try {
        if (!(await documents.lease(documentId, holder, now(), until()))) return;
        heartbeat = setInterval(() => {
          documents.lease(documentId, holder, now(), until()).then(
            (held) => held || own.abort(new DocumentLost('lease lost')),
            () => undefined, // the database is away; the next beat tells
          );
        }, LEASE_MS / 3);
        const document = await documents.find(documentId);
        if (!document) return;
        try {
          await build(document, AbortSignal.any([stopping, own.signal]));
        } catch (error) {
          if (error instanceof DocumentLost || stopping.aborted || own.signal.aborted) return;
          if (isTransient(error)) throw error;
          const refusal = isDomainError(error) ? error : new DomainError('document_unreadable');
          // What broke here would break again: the document waits for somebody to have it read anew.
          if (refusal !== error)
            log.error(
              { documentId, err: error instanceof Error ? error.message : error },
              'a document broke its reader',
            );
          await documents.fail({ id: documentId, holder, building: document.building }, refusal.message, INDEX_VERSION);
          bells.ring(bellTopic.collection(document.collectionId));
        }
      } finally {
        clearInterval(heartbeat);
        working.delete(documentId);
        await documents.release(documentId, holder, now()).catch(() => undefined);
      }
    },

    /** Queues what a process that died, or was stopped, left unfinished, and what was read by older rules. */
    async resumeAbandoned(): Promise<void> {
      for (const id of await documents.findAbandoned(now())) await documents.addJob(id);
    },

    async followRules(): Promise<void> {
      await documents.rebuildOutdated(INDEX_VERSION);
    },
  };
}
