/** Entry of the thread that reads documents. It is ended, whatever it is doing, when a document takes too long. */

import { isDomainError } from '@/core/errors';
import { windowsOf } from '@/core/evaluation/document-passage';
import { readText } from '@/core/evaluation/reading';
import type { DocumentType } from '@/protocol/collection';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';
import { type ExtractedText, extractText } from './extract-text';

export type DocumentTask =
  | { kind: 'extract'; bytes: Uint8Array; type: DocumentType }
  /** `text` is a stretch of the document that begins at `offset`. */
  | { kind: 'cut'; text: string; offset: number };

export type Extraction = { outcome: 'text'; extracted: ExtractedText } | { outcome: 'refused'; message: string };

/** A stretch ready to be stored: JSON lists of `{start, end, length, text}` and of `{term, ordinals, frequencies, lengths}`. */
export type IndexedStretch = { count: number; passages: string; postings: string };

type PostingLists = { term: string; ordinals: number[]; frequencies: number[]; lengths: number[] };

const splitter = createWinkSplitter();

export default async function work(task: DocumentTask): Promise<Extraction | IndexedStretch> {
  switch (task.kind) {
    case 'extract':
      try {
        return { outcome: 'text', extracted: await extractText(task.bytes, task.type) };
      } catch (error) {
        if (isDomainError(error)) return { outcome: 'refused', message: error.message };
        throw error;
      }
    case 'cut':
      return cut(task.text, task.offset);
  }
}

/** Ordinals count from 0 within the stretch. */
async function cut(text: string, offset: number): Promise<IndexedStretch> {
  const { sentences } = await readText(text, splitter);
  const windows = windowsOf(text, sentences);
  const lists = new Map<string, PostingLists>();
  windows.forEach(({ terms }, ordinal) => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, frequency] of counts) {
      const list = lists.get(term) ?? { term, ordinals: [], frequencies: [], lengths: [] };
      lists.set(term, list);
      list.ordinals.push(ordinal);
      list.frequencies.push(frequency);
      list.lengths.push(terms.length);
    }
  });
  const passages = windows.map(({ start, end, terms }) => ({
    start: start + offset,
    end: end + offset,
    length: terms.length,
    text: text.slice(start, end),
  }));
  return { count: windows.length, passages: JSON.stringify(passages), postings: JSON.stringify([...lists.values()]) };
}
