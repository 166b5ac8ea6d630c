/**
 * Items that say nearly the same, by w-shingling (Broder 1997): an item is the set of the runs of three
 * words in its stem and in each option by itself, so that the order of options makes no difference; two items are
 * near-duplicates when the Jaccard similarity of their sets is high. The search is exact: by prefix filtering (Bayardo, Ma
 * and Srikant 2007) two sets of similarity t must share one of the rarest n - ceil(t n) + 1 shingles of each, so only
 * those are indexed and looked up, and each candidate pair is then counted in full.
 */
const WORDS_A_SHINGLE = 3;

/** From here on two items are too alike to stand in one bank unnoticed. */
export const NEAR_DUPLICATE = 0.6;

/** The texts of an item: stem, options and what else is read before answering. */
export type TextsOfItem = { readonly id: string; readonly texts: readonly string[] };
export type Likeness = { readonly id: string; readonly similarity: number };

/** The runs of three words, case, punctuation and white space set aside; digits and operators count, they tell variants apart. */
export function shinglesOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap(runsOf));
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}"'`.,;:!?()[\]{}]+/gu) ?? [];
  if (words.length === 0) return [];
  if (words.length < WORDS_A_SHINGLE) return [words.join(' ')];
  const runs: string[] = [];
  for (let at = 0; at + WORDS_A_SHINGLE <= words.length; at++) {
    runs.push(words.slice(at, at + WORDS_A_SHINGLE).join(' '));
  }
  return runs;
}

export function jaccard(left: ReadonlySet<unknown>, right: ReadonlySet<unknown>): number {
  if (left.size === 0 || right.size === 0) return 0;
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / (left.size + right.size - shared);
}

export type DuplicateIndex = {
  /** Items at least this similar to the texts, the most similar first; `except` leaves some out. */
  similarTo(texts: readonly string[], except?: ReadonlySet<string>): Likeness[];
};

/**
 * An index over a bank. Shingles are numbered from the rarest up, so that prefixes hold the rarest.
 * @param threshold lowest similarity ever reported, above 0
 */
export function indexForDuplicates(items: readonly TextsOfItem[], threshold: number = NEAR_DUPLICATE): DuplicateIndex {
  const sets = items.map(({ texts }) => shinglesOf(texts));
  const frequency = new Map<string, number>();
  for (const set of sets) for (const shingle of set) frequency.set(shingle, (frequency.get(shingle) ?? 0) + 1);
  const rank = (shingle: string) => frequency.get(shingle) ?? 0;
  const prefixOf = (set: ReadonlySet<string>): string[] =>
    [...set]
      .sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
      .slice(0, set.size - Math.ceil(threshold * set.size) + 1);

  const places = new Map<string, number[]>();
  sets.forEach((set, place) => {
    for (const shingle of prefixOf(set)) {
      const list = places.get(shingle);
      if (list) list.push(place);
      else places.set(shingle, [place]);
    }
  });

  return {
    similarTo(texts, except = new Set()) {
      const own = shinglesOf(texts);
      const candidates = new Set(prefixOf(own).flatMap((shingle) => places.get(shingle) ?? []));
      const found: Likeness[] = [];
      for (const place of candidates) {
        const { id } = items[place]!;
        const other = sets[place]!;
        // Sets too different in size cannot reach the threshold.
        if (except.has(id) || other.size < threshold * own.size || other.size > own.size / threshold) continue;
        const similarity = jaccard(own, other);
        if (similarity >= threshold) found.push({ id, similarity });
      }
      return found.sort((left, right) => right.similarity - left.similarity || (left.id < right.id ? -1 : 1));
    },
  };
}
