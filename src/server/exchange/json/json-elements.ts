import { LIMITS } from '../limits';
import type { Pace } from '../pace';
import { ExchangeRefusal } from '../problem';

export type JsonElement = { readonly text: string; readonly line: number };

/**
 * Cuts the array under the top-level name `items` into its elements without parsing them, so that a large file is read piece by
 * piece, a malformed element is refused alone, and each has its line. Depth is limited here, before `JSON.parse` sees anything.
 * @throws ExchangeRefusal `envelope_invalid`, `too_deep`
 */
export async function* jsonElements(text: string, pace: Pace): AsyncGenerator<{ envelope: string } | JsonElement> {
  let depth = 0;
  let line = 1;
  let begin = -1;
  let beginLine = 1;
  let listStart = -1;
  let listEnd = -1;
  let gapStart = -1;
  let seen = 0;
  const pattern = /["{}[\]\n]/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    seen += 1;
    if (seen % 512 === 0) await pace();
    const at = match.index;
    const isInList = listStart !== -1 && listEnd === -1;
    switch (match[0]) {
      case '\n':
        line += 1;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (end === -1) throw new ExchangeRefusal('envelope_invalid', 'A string is not closed.', { line });
        const broken = text.slice(at, end).indexOf('\n');
        if (broken !== -1)
          throw new ExchangeRefusal('envelope_invalid', 'A string runs over the end of its line.', { line });
        pattern.lastIndex = end;
        if (depth === 1 && listStart === -1 && text.slice(at, end) === '"items"') {
          const list = /\s*:\s*\[/y;
          list.lastIndex = end;
          const opened = list.exec(text);
          if (opened) {
            line += opened[0].split('\n').length - 1;
            depth = 2;
            listStart = end + opened[0].length;
            gapStart = listStart;
            pattern.lastIndex = listStart;
          }
        }
        break;
      }
      case '{':
      case '[':
        if (isInList && depth === 2) {
          assertGap(text.slice(gapStart, at), gapStart === listStart ? '' : ',', line);
          begin = at;
          beginLine = line;
        }
        depth += 1;
        if (depth > LIMITS.jsonDepth)
          throw new ExchangeRefusal('too_deep', `More than ${LIMITS.jsonDepth} levels.`, { line });
        break;
      default:
        depth -= 1;
        if (depth < 0) throw new ExchangeRefusal('envelope_invalid', 'A bracket closes nothing.', { line });
        if (isInList && depth === 2 && begin !== -1) {
          yield { text: text.slice(begin, at + 1), line: beginLine };
          begin = -1;
          gapStart = at + 1;
        } else if (isInList && depth === 1) {
          assertGap(text.slice(gapStart, at), '', line);
          listEnd = at;
        }
    }
  }
  if (depth !== 0)
    throw new ExchangeRefusal('envelope_invalid', 'The text ends before its last bracket is closed.', { line });
  if (listStart === -1) throw new ExchangeRefusal('envelope_invalid', 'There is no list named "items".');
  yield { envelope: text.slice(0, listStart) + text.slice(listEnd) };
}

function assertGap(gap: string, wanted: '' | ',', line: number): void {
  if (gap.trim() === wanted) return;
  throw new ExchangeRefusal('envelope_invalid', 'Something that is no item stands in the list.', { line });
}

/** The position after the closing quote of the string that begins at `at`; -1 without one. */
function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return -1;
}
