import type { Taxonomy } from './taxonomy';
import { type Token, tokenise } from './tokenise';

type Phrase = { skill: number; terms: readonly string[]; written: readonly string[] | null };
/** A phrase of a text that names the skill at this index of the taxonomy. */
export type PhraseHit = { readonly skill: number; readonly term: string; readonly start: number; readonly end: number };

/** Phrases by their first term, longest first. */
function phraseTable(taxonomy: Taxonomy): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  taxonomy.skills.forEach((skill, index) => {
    const add = (text: string, exact: boolean) => {
      const tokens = tokenise(text);
      if (tokens.length === 0) return;
      const phrase = {
        skill: index,
        terms: tokens.map(({ term }) => term),
        written: exact ? tokens.map(({ written }) => written) : null,
      };
      table.set(phrase.terms[0]!, [...(table.get(phrase.terms[0]!) ?? []), phrase]);
    };
    const exact = skill.exactAliases ?? [];
    for (const alias of [skill.name, ...skill.aliases]) if (!exact.includes(alias)) add(alias, false);
    for (const alias of exact) add(alias, true);
  });
  for (const phrases of table.values()) phrases.sort((left, right) => right.terms.length - left.terms.length);
  return table;
}

/**
 * The longest phrases at each place, left to right; a word serves one phrase only, so "SQL injection" is not SQL.
 * `used` holds the indices of the words that belong to one.
 */
export function phraseHits(
  text: string,
  tokens: readonly Token[],
  taxonomy: Taxonomy,
): { hits: PhraseHit[]; used: Set<number> } {
  const table = phraseTable(taxonomy);
  const hits: PhraseHit[] = [];
  const used = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    const fitting = (table.get(tokens[at]!.term) ?? []).filter((phrase) => fits(text, tokens, at, phrase));
    const length = fitting[0]?.terms.length;
    if (length === undefined) continue;
    const [start, end] = [tokens[at]!.start, tokens[at + length - 1]!.end];
    const longest = fitting.filter(({ terms }) => terms.length === length);
    const exact = longest.filter(({ written }) => written !== null);
    const skills = new Set((exact.length > 0 ? exact : longest).map(({ skill }) => skill));
    for (const skill of skills) hits.push({ skill, term: text.slice(start, end), start, end });
    for (let k = 0; k < length; k++) used.add(at + k);
    at += length - 1;
  }
  return { hits, used };
}

function fits(text: string, tokens: readonly Token[], at: number, phrase: Phrase): boolean {
  return phrase.terms.every((term, k) => {
    const token = tokens[at + k];
    if (token?.term !== term || (phrase.written && token.written !== phrase.written[k])) return false;
    return k === 0 || /^[\s\-–_/&]*$/.test(text.slice(tokens[at + k - 1]!.end, token.start));
  });
}
