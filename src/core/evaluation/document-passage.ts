import type { Sentence } from './reading';
import { termsOf } from './source-index';
import type { TextSpan } from './text';

/** A passage of one of the organisation's documents: `start` and `end` count UTF-16 units of the document's text. */
export type DocumentPassage = TextSpan & {
  documentId: string;
  /** The document's name as it was when the passage was found. */
  name: string;
  ordinal: number;
  text: string;
  /** BM25 over the collections that were searched. */
  score: number;
};

/** Some of the sentences of a text in a row, with their terms in order. */
export type Window = TextSpan & { terms: readonly string[] };

/** Rules of reading and cutting documents. A change makes every document be indexed anew. */
export const INDEX_VERSION = 1;
/** Passages found for one claim or search. */
export const TOP_PASSAGES = 8;

const MAX_SENTENCES = 3;
/** UTF-16 units; a longer sentence stands alone. */
const MAX_WINDOW = 700;
/** A passage is never longer: what follows in a stretch without any sentence end or space is not searched. */
const MAX_PASSAGE = 4_000;

/**
 * Passages of one to three sentences. Neighbours share a sentence, so that a statement that runs over two is found in one; no
 * passage runs over an empty line. Sentences without a term make no passage of their own.
 */
export function windowsOf(text: string, sentences: readonly Sentence[]): Window[] {
  const windows: Window[] = [];
  for (let first = 0; first < sentences.length; ) {
    const { start } = sentences[first]!;
    let last = first;
    while (last + 1 < sentences.length && last + 1 - first < MAX_SENTENCES && fits(text, start, sentences, last))
      last += 1;
    const terms = sentences.slice(first, last + 1).flatMap(({ tokens }) => termsOf(tokens));
    const end = whole(text, Math.min(sentences[last]!.end, start + MAX_PASSAGE));
    if (terms.length > 0) windows.push({ start, end, terms });
    const goesOn = last + 1 < sentences.length && fits(text, sentences[last]!.start, sentences, last);
    first = goesOn && last > first ? last : last + 1;
  }
  return windows;
}

/** Whether the sentence after `last` belongs to a window that begins at `start`. */
function fits(text: string, start: number, sentences: readonly Sentence[], last: number): boolean {
  const next = sentences[last + 1]!;
  const gap = text.slice(sentences[last]!.end, next.start);
  return next.end - start <= MAX_WINDOW && !/\n[^\S\n]*\r?\n/u.test(gap);
}

/** An end that does not cut a pair of surrogates. */
function whole(text: string, end: number): number {
  return /[\ud800-\udbff]/u.test(text.charAt(end - 1)) && end < text.length ? end - 1 : end;
}

/** Best first, without those that share text with a better one; at most `limit`. */
export function withoutOverlaps<T extends DocumentPassage>(ranked: readonly T[], limit: number): T[] {
  const kept: T[] = [];
  for (const passage of ranked) {
    if (kept.length === limit) break;
    const isShared = kept.some(
      (other) => other.documentId === passage.documentId && other.start < passage.end && passage.start < other.end,
    );
    if (!isShared) kept.push(passage);
  }
  return kept;
}
