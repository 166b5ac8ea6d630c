import type { Taxonomy } from './taxonomy';
import { type Token, tokenise } from './tokenise';

/** A phrase of a text that names the skill at this index of the taxonomy. */
export type PhraseHit = { readonly skill: number; readonly term: string; readonly start: number; readonly end: number };

type Strength = 'exact' | 'strong' | 'weak';
/** `skill` is null for a phrase that names none. */
type Phrase = {
  readonly skill: number | null;
  readonly terms: readonly string[];
  readonly written: readonly string[];
  readonly strength: Strength;
};

/** Phrases by their first term, longest first. */
function phraseTable(taxonomy: Taxonomy): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  const add = (skill: number | null, text: string, strength: Strength) => {
    const tokens = tokenise(text);
    const first = tokens[0]?.term;
    if (first === undefined) return;
    const phrase = {
      skill,
      terms: tokens.map(({ term }) => term),
      written: tokens.map(({ written }) => written),
      strength,
    };
    table.set(first, [...(table.get(first) ?? []), phrase]);
  };
  taxonomy.skills.forEach((skill, index) => {
    const exact = skill.exactAliases ?? [];
    const weak = skill.weakAliases ?? [];
    for (const alias of exact) add(index, alias, 'exact');
    for (const alias of weak) add(index, alias, 'weak');
    for (const alias of [skill.name, ...skill.aliases]) {
      const isWeak = weak.includes(alias.toLowerCase()); // a name such as "Testing" may be weak itself
      if (!exact.includes(alias) && !isWeak) add(index, alias, 'strong');
    }
  });
  for (const text of taxonomy.misleadingPhrases) add(null, text, 'strong');
  for (const phrases of table.values()) phrases.sort((left, right) => right.terms.length - left.terms.length);
  return table;
}

/**
 * The longest phrases at each place, left to right; a word serves one phrase only, so "SQL injection" is not SQL.
 * Weak names are dropped unless some phrase names a technical skill by a name of its own.
 * `used` holds the indices of the words that belong to a phrase.
 */
export function phraseHits(
  text: string,
  tokens: readonly Token[],
  taxonomy: Taxonomy,
): { hits: PhraseHit[]; used: Set<number> } {
  const table = phraseTable(taxonomy);
  const hits: (PhraseHit & { strength: Strength })[] = [];
  const used = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    const fitting = (table.get(tokens[at]!.term) ?? []).filter((phrase) => fits(text, tokens, at, phrase));
    const length = fitting[0]?.terms.length;
    if (length === undefined) continue;
    const [start, end] = [tokens[at]!.start, tokens[at + length - 1]!.end];
    const longest = fitting.filter(({ terms }) => terms.length === length);
    const exact = longest.filter(({ strength }) => strength === 'exact');
    for (const { skill, strength } of exact.length > 0 ? exact : longest) {
      if (skill !== null) hits.push({ skill, strength, term: text.slice(start, end), start, end });
    }
    for (let k = 0; k < length; k++) used.add(at + k);
    at += length - 1;
  }
  const isTechnical = hits.some(({ skill, strength }) => strength !== 'weak' && !taxonomy.skills[skill]!.general);
  return {
    hits: hits.filter(({ strength }) => isTechnical || strength !== 'weak').map(({ strength: _, ...hit }) => hit),
    used,
  };
}

function fits(text: string, tokens: readonly Token[], at: number, phrase: Phrase): boolean {
  return phrase.terms.every((term, k) => {
    const token = tokens[at + k];
    if (token?.term !== term || (phrase.strength === 'exact' && token.written !== phrase.written[k])) return false;
    return k === 0 || /^[\s\-–_/&]*$/.test(text.slice(tokens[at + k - 1]!.end, token.start));
  });
}
