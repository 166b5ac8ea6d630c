import type { Token } from './reading';
import { type SourceIndex, termOf } from './source-index';
import type { TextSpan } from './text';

/** A run of name tokens: "Mary-Jane O'Neil". `terms` are what it is matched by. */
export type Name = TextSpan & { text: string; terms: readonly string[] };

/** Names of some tokens, in order; hyphens and "of" between two name tokens belong to the name. */
export function namesOf(tokens: readonly Token[]): Name[] {
  const names: Name[] = [];
  let run: Token[] = [];
  const close = () => {
    const terms = run
      .filter((t) => t.isName)
      .map(termOf)
      .filter((term) => term !== null);
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && terms.length > 0) {
      names.push({
        start: first.start,
        end: last.end,
        text: run
          .map((t) => t.text)
          .join(' ')
          .replaceAll(' - ', '-'),
        terms,
      });
    }
    run = [];
  };
  tokens.forEach((token, i) => {
    const isJoint = run.length > 0 && (token.text === '-' || token.norm === 'of') && tokens[i + 1]?.isName === true;
    if (token.isName || isJoint) run.push(token);
    else close();
  });
  close();
  return names;
}

/** Whether the source has any part of the name: "Smith" stands for "John Smith". */
export function isKnownName(name: Name, source: SourceIndex): boolean {
  return name.terms.some((term) => source.postings.has(term)) || isAcronymOf(name, source);
}

/** "WHO" is known when the source has the words "World Health Organization" in a row, and the other way round. */
function isAcronymOf(name: Name, source: SourceIndex): boolean {
  const letters = name.text.replaceAll('.', '');
  if (/^\p{Lu}{2,6}$/u.test(letters)) {
    return source.sentences.some((s) => namesOf(s.tokens).some((other) => initials(other.text) === letters));
  }
  const own = initials(name.text);
  return own.length >= 2 && source.postings.has(own.toLowerCase());
}

function initials(text: string): string {
  return text
    .split(/[\s-]+/u)
    .map((word) => /^\p{Lu}/u.exec(word)?.[0] ?? '')
    .join('');
}
