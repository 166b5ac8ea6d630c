import type { MeaningIndex } from './features-meaning';
import { negatorsOf } from './polarity';
import type { Token } from './reading';
import { type SourceIndex, termOf } from './source-index';

/** Something in the claim that stands against something in a source sentence. */
export type Clash = { claimed: Token; stated: Token; sentence: number };

/**
 * A negation holds for so many words after it, articles not counted, up to the next mark. In the source it is looked for further
 * off, so that "not deemed to be a threat to people" and "not a threat to people" do not clash.
 */
const NEGATION_REACH = { claim: 4, source: 8 } as const;

function isNegated(tokens: readonly Token[], at: number, reach: number): boolean {
  for (let i = at - 1, words = 0; i >= 0 && words < reach; i -= 1) {
    const token = tokens[i]!;
    if (token.kind === 'punctuation') return false;
    if (negatorsOf([token]).length > 0) return true;
    if (token.pos !== 'DET') words += 1;
  }
  return false;
}

/** The first word that the claim negates and none of the sentences `near` it does, though at least one has the word. */
export function insertedNegation(
  tokens: readonly Token[],
  near: ReadonlySet<number>,
  source: SourceIndex,
): Clash | null {
  if (negatorsOf(tokens).length === 0) return null;
  for (const [at, claimed] of tokens.entries()) {
    const term = claimed.kind === 'word' ? termOf(claimed) : null;
    if (term === null || !isNegated(tokens, at, NEGATION_REACH.claim)) continue;
    const places = (source.postings.get(term) ?? [])
      .filter((sentence) => near.has(sentence))
      .flatMap((sentence) => {
        const stated = source.sentences[sentence]!.tokens;
        return stated.flatMap((token, i) => (termOf(token) === term ? [{ sentence, token, tokens: stated, i }] : []));
      });
    const [first] = places;
    if (first && places.every((place) => !isNegated(place.tokens, place.i, NEGATION_REACH.source))) {
      return { claimed, stated: first.token, sentence: first.sentence };
    }
  }
  return null;
}

/** A word of the claim whose opposite stands in a sentence near it, where neither side has both. */
export function oppositeNearby(
  tokens: readonly Token[],
  near: ReadonlySet<number>,
  source: SourceIndex,
  meaning: MeaningIndex,
): Clash | null {
  const own = formsOf(tokens);
  for (const claimed of tokens) {
    if (termOf(claimed) === null) continue;
    const has = (form: string) => meaning.sentencesOf.get(form)?.some((sentence) => near.has(sentence)) ?? false;
    if (has(claimed.lemma) || has(claimed.norm)) continue;
    const clash = oppositeIn(claimed, own, source, meaning, (sentence) => near.has(sentence));
    if (clash) return clash;
  }
  return null;
}

/** A word of the claim whose opposite stands in a sentence that also has one of the two content words before or after it. */
export function oppositeInContext(tokens: readonly Token[], source: SourceIndex, meaning: MeaningIndex): Clash | null {
  const own = formsOf(tokens);
  const content = tokens.filter((token) => termOf(token) !== null);
  for (const [i, claimed] of content.entries()) {
    const around = [content[i - 2], content[i - 1], content[i + 1], content[i + 2]]
      .filter((token) => token !== undefined)
      .map((token) => termOf(token)!);
    const clash = oppositeIn(claimed, own, source, meaning, (sentence) =>
      around.some((term) => source.sentences[sentence]!.terms.has(term)),
    );
    if (clash) return clash;
  }
  return null;
}

function oppositeIn(
  claimed: Token,
  own: ReadonlySet<string>,
  source: SourceIndex,
  { lexicon, sentencesOf }: MeaningIndex,
  isMeant: (sentence: number) => boolean,
): Clash | null {
  for (const opposite of lexicon.oppositesOf(claimed)) {
    if (own.has(opposite)) continue;
    for (const sentence of sentencesOf.get(opposite) ?? []) {
      if (!isMeant(sentence)) continue;
      const stated = source.sentences[sentence]!.tokens.find(
        (token) => (token.lemma === opposite || token.norm === opposite) && kindOf(token) === kindOf(claimed),
      );
      if (stated) return { claimed, stated, sentence };
    }
  }
  return null;
}

/** Opposites are of one kind: the noun "issue" is not against the verb "recall". */
function kindOf({ pos }: Token): 'noun' | 'verb' | 'other' {
  if (pos === 'NOUN' || pos === 'PROPN') return 'noun';
  return pos === 'VERB' || pos === 'AUX' ? 'verb' : 'other';
}

function formsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.flatMap((token) => [token.lemma, token.norm]));
}
