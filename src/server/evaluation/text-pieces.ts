/**
 * A stretch of text that is read in one go. `text` may be shorter than the stretch: a run of more than MAX_RUN plain characters
 * without a space (a key, a data URL, a row of dots) is cut short for the reader, whose time grows with the square of such a run;
 * the offsets still name the whole of it.
 */
export type Piece = { text: string; toText(offset: number): number };

const MAX_PIECE = 3_000;
const MAX_RUN = 120;
const LONG_RUN = new RegExp(`[!-~]{${MAX_RUN + 1},}`, 'gu');

/** Cuts at empty lines, at line ends that close something, and in long stretches at the last sentence end before the limit. */
export function* pieces(text: string): Generator<Piece> {
  let from = 0;
  for (const to of cuts(text)) {
    if (text.slice(from, to).trim() !== '') yield piece(text, from, to);
    from = to;
  }
}

function* cuts(text: string): Generator<number> {
  let last = 0;
  for (const end of lineEnds(text)) {
    while (end - last > MAX_PIECE) {
      last = cutWithin(text, last, last + MAX_PIECE);
      yield last;
    }
    if (end > last) yield end;
    last = end;
  }
}

/** Ends of lines that end a sentence for sure: a blank line, a list item or heading next, a mark or a short line before a capital. */
function* lineEnds(text: string): Generator<number> {
  const breaks = /\r?\n/gu;
  let lineStart = 0;
  for (let hit = breaks.exec(text); hit; hit = breaks.exec(text)) {
    const line = text.slice(lineStart, hit.index).trimEnd();
    const next = text.slice(breaks.lastIndex, breaks.lastIndex + 80);
    const isBlank = line === '' || /^[^\S\n]*\r?(?:\n|$)/u.test(next);
    const isItem = /^\s*(?:[-*•–#>|]|\d+[.)]|[A-Z][\w .]{0,30}:\s)/u.test(next);
    const isClosed = /[.!?:;…。！？]["'”’)\]]*$/u.test(line);
    const isShort = line.length < 60 && /^\s*["'“‘(]?\p{Lu}/u.test(next);
    if (isBlank || isItem || isClosed || isShort) yield breaks.lastIndex;
    lineStart = breaks.lastIndex;
  }
  yield text.length;
}

function cutWithin(text: string, from: number, limit: number): number {
  const stretch = text.slice(from, limit);
  const sentenceEnd = Math.max(...['. ', '! ', '? ', '。', '！', '？', '\n'].map((mark) => lastEnd(stretch, mark)));
  if (sentenceEnd > 0) return from + sentenceEnd;
  const space = stretch.lastIndexOf(' ');
  if (space > 0) return from + space + 1;
  const isPairCut = limit < text.length && /[\udc00-\udfff]/u.test(text.charAt(limit));
  const runEnd = text.slice(limit).search(/\s/u);
  if (/^[!-~]*$/u.test(stretch)) return runEnd === -1 ? text.length : limit + runEnd;
  return isPairCut ? limit - 1 : limit;
}

function lastEnd(stretch: string, mark: string): number {
  const at = stretch.lastIndexOf(mark);
  return at === -1 ? 0 : at + mark.length;
}

function piece(text: string, from: number, to: number): Piece {
  const original = text.slice(from, to);
  const cutsAt: { at: number; removed: number }[] = [];
  let removed = 0;
  const shortened = original.replace(LONG_RUN, (run: string, offset: number) => {
    cutsAt.push({ at: offset + MAX_RUN - removed, removed: removed + run.length - MAX_RUN });
    removed += run.length - MAX_RUN;
    return run.slice(0, MAX_RUN);
  });
  const toText = (offset: number) => from + offset + (cutsAt.findLast((cut) => offset >= cut.at)?.removed ?? 0);
  return { text: shortened, toText };
}
