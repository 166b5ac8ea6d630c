import { Piscina } from 'piscina';
import { DomainError } from '@/core/errors';
import type { DocumentType } from '@/protocol/collection';
import type { DocumentTask, Extraction, IndexedStretch } from './document-worker';
import type { ExtractedText } from './extract-text';

/** Takes text out of documents and cuts it into passages, in a thread of its own. */
export type DocumentReader = {
  /** @throws DomainError `document_unreadable`; the signal's reason when that aborts. */
  extract(bytes: Uint8Array, type: DocumentType, signal: AbortSignal): Promise<ExtractedText>;
  cut(text: string, offset: number, signal: AbortSignal): Promise<IndexedStretch>;
  close(): Promise<void>;
};

const MAX_SECONDS = 45;
const MAX_HEAP_MB = 768;

const isSource = import.meta.url.endsWith('.ts');
const ENTRY = new URL(isSource ? './document-worker.ts' : './document-worker.mjs', import.meta.url);

/** @param seconds what one document may take to give its text; its thread is ended then. */
export function createDocumentReader(seconds = MAX_SECONDS): DocumentReader {
  const pool = new Piscina<DocumentTask, Extraction | IndexedStretch>({
    filename: ENTRY.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    ...(isSource && { execArgv: ['--import', 'tsx'] }),
  });
  return {
    async extract(bytes, type, signal) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), seconds * 1_000);
      try {
        const task: DocumentTask = { kind: 'extract', bytes, type };
        const outcome = (await pool.run(task, { signal: AbortSignal.any([signal, deadline.signal]) })) as Extraction;
        if (outcome.outcome === 'text') return outcome.extracted;
        throw new DomainError('document_unreadable', outcome.message);
      } catch (error) {
        signal.throwIfAborted();
        if (deadline.signal.aborted) {
          throw new DomainError('document_unreadable', `Its text could not be taken out within ${seconds} seconds.`);
        }
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
          throw new DomainError(
            'document_unreadable',
            'Its text could not be taken out within the memory there is for it.',
          );
        }
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    cut: async (text, offset, signal) => (await pool.run({ kind: 'cut', text, offset }, { signal })) as IndexedStretch,
    close: () => pool.destroy(),
  };
}
