import { normalise, type TextSpan } from './text';

export type TokenKind = 'word' | 'number' | 'punctuation' | 'symbol';

/** One token with what the analysis knows of it. Offsets are those of the text it was read from. */
export type Token = TextSpan & {
  text: string;
  /** Lower case, typographic apostrophes made plain. */
  norm: string;
  /** Dictionary form, lower case. */
  lemma: string;
  kind: TokenKind;
  /** Universal part of speech: NOUN, VERB, AUX, PROPN... */
  pos: string;
  /** Part of a name. */
  isName: boolean;
  /** Carries no content of its own ("the", "of"). */
  isStop: boolean;
};

export type Sentence = TextSpan & { tokens: readonly Token[] };

/**
 * Splits a text into sentences of tokens. Sentences come in order, do not overlap, and together hold every character that is not
 * white space. An implementation lets other work run between pieces of a long text and stops when `signal` does.
 */
export type SentenceSplitter = {
  readonly id: string;
  split(text: string, signal?: AbortSignal): Promise<Sentence[]>;
};

/** A text with its sentences; all offsets are those of the text as given. */
export type Reading = { text: string; sentences: readonly Sentence[] };

/** Reads a text as given: normalises, splits, and maps every offset back. */
export async function readText(given: string, splitter: SentenceSplitter, signal?: AbortSignal): Promise<Reading> {
  const normalised = normalise(given);
  const sentences = await splitter.split(normalised.text, signal);
  if (normalised.text === given) return { text: given, sentences };
  const back = <T extends TextSpan>(item: T): T => ({ ...item, ...normalised.toGiven(item) });
  return { text: given, sentences: sentences.map((s) => ({ ...back(s), tokens: s.tokens.map(back) })) };
}
