/** A word of a text with where it stands: `text.slice(start, end)` is the word as written. */
export type Token = { readonly term: string; readonly written: string; readonly start: number; readonly end: number };

/** Words of letters and digits, keeping C++, C#, F#, .NET, ASP.NET and Node.js whole. */
const WORD =
  /(?:(?<![\p{L}\p{N}])\.net\b|[\p{L}\p{N}]+(?:'[\p{L}]+)?(?:\.(?:js|net)\b)?(?:\+\+|#(?![\p{L}\p{N}]))?)/giu;

/** Lower case without plural endings and possessives, so that "APIs" and "API", "queries" and "query" are one word. */
export function normaliseWord(word: string): string {
  const lower = word.toLowerCase().replace(/'s?$|'s$/, '');
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  const isPlural = /[^sui]s$/.test(lower) || (lower.length === 4 && lower.endsWith('is'));
  if (lower.length > 3 && isPlural && !lower.endsWith('.js')) return lower.slice(0, -1);
  return lower;
}

/** The words of a text in order; offsets are in UTF-16 units. */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(WORD)].map((match) => ({
    term: normaliseWord(match[0]),
    written: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
