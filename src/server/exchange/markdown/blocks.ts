import { ExchangeRefusal } from '../problem';

/** As in src/components/parse-rich-text.ts: what the pages show as code is code here. */
const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w#+.-]*)[^`]*$/;

/** Follows lines and knows whether the next one stands inside a fenced code block. */
export class FenceWatch {
  private fence: string | null = null;

  get isOpen(): boolean {
    return this.fence !== null;
  }

  pass(line: string): void {
    if (this.fence !== null) {
      const trimmed = line.trim();
      const isEnd = trimmed.length >= this.fence.length && trimmed === this.fence[0]!.repeat(trimmed.length);
      if (isEnd) this.fence = null;
    } else this.fence = FENCE.exec(line)?.[1] ?? null;
  }
}

/** @throws ExchangeRefusal `cannot_hold` for line ends and blank edges that Markdown does not keep */
function assertKept(text: string): void {
  if (text.includes('\r') || /^[^\S\n]*\n|\n[^\S\n]*$/.test(text) || (text !== '' && text.trim() === '')) {
    throw new ExchangeRefusal(
      'cannot_hold',
      'A text begins or ends with an empty line, or has line ends of another system.',
    );
  }
}

/**
 * Lines of a section of free text: outside of code, a line that begins with "#" or "\" gets a "\" in front, so that it is no heading.
 * @throws ExchangeRefusal `cannot_hold`, also for a code block that is not closed
 */
export function writeProse(text: string): string {
  assertKept(text);
  const watch = new FenceWatch();
  const lines = text.split('\n').map((line) => {
    const written = !watch.isOpen && /^[#\\]/.test(line) ? `\\${line}` : line;
    watch.pass(line);
    return written;
  });
  if (watch.isOpen) throw new ExchangeRefusal('cannot_hold', 'A code block is not closed.');
  return lines.join('\n');
}

export function readProse(lines: readonly string[]): string {
  const watch = new FenceWatch();
  const text = lines.map((line) => {
    const read = !watch.isOpen && line.startsWith('\\') ? line.slice(1) : line;
    watch.pass(read);
    return read;
  });
  return withoutBlankEdges(text).join('\n');
}

const INDENT = '      ';

/** An entry of a list: its first line after the marker, the others indented by six spaces. */
export function writeEntryLines(marker: string, text: string): string {
  assertKept(text);
  const [first, ...rest] = text.split('\n');
  return [`${marker} ${first}`, ...rest.map((line) => (line === '' ? '' : `${INDENT}${line}`))].join('\n');
}

export type ListEntry = { readonly marker: string; readonly text: string };

/** @throws ExchangeRefusal `row_malformed` for a line that neither begins an entry nor continues one */
export function readEntryLines(lines: readonly string[], marker: RegExp, section: string): ListEntry[] {
  const entries: { marker: string; lines: string[] }[] = [];
  for (const line of lines) {
    const found = marker.exec(line);
    if (found) entries.push({ marker: found[0].trim(), lines: [line.slice(found[0].length)] });
    else if (line.trim() === '' && line.length <= INDENT.length) entries.at(-1)?.lines.push('');
    else if (line.startsWith(INDENT) && entries.length > 0) entries.at(-1)!.lines.push(line.slice(INDENT.length));
    else {
      throw new ExchangeRefusal('row_malformed', `"${line.slice(0, 40)}" is no entry of "${section}".`, {
        path: section,
      });
    }
  }
  return entries.map(({ marker, lines }) => ({ marker, text: withoutBlankEdges(lines).join('\n') }));
}

function withoutBlankEdges(lines: readonly string[]): string[] {
  const isFilled = (line: string) => line.trim() !== '';
  const from = lines.findIndex(isFilled);
  return from === -1 ? [] : lines.slice(from, lines.findLastIndex(isFilled) + 1);
}

/** The code block of a section: what stands between its fences, and the language named there. */
export function writeCodeBlock(language: string, text: string): string {
  if (!/^[\w#+.-]*$/.test(language) || text.includes('\r')) {
    throw new ExchangeRefusal('cannot_hold', 'The language or the line ends of the code cannot be written.');
  }
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function readCodeBlock(lines: readonly string[]): { language: string; text: string } {
  const from = lines.findIndex((line) => FENCE.test(line));
  if (from === -1) throw new ExchangeRefusal('field_missing', 'The code stands in no code block.', { path: 'Code' });
  const watch = new FenceWatch();
  watch.pass(lines[from]!);
  let to = from + 1;
  for (; to < lines.length; to += 1) {
    watch.pass(lines[to]!);
    if (!watch.isOpen) break;
  }
  return { language: FENCE.exec(lines[from]!)![2]!, text: lines.slice(from + 1, to).join('\n') };
}
