/** UTF-16 units read at a time: a second or so of work, and as much as is lost when a process dies. */
const STRETCH = 40_000;

/**
 * Where the stretch that begins at `from` ends: at the last empty line, line end, sentence end or space within STRETCH, in this
 * order, so that no sentence is cut where there is a choice. The same text is always cut the same.
 */
export function stretchEnd(text: string, from: number, stretch = STRETCH): number {
  if (text.length - from <= stretch) return text.length;
  const window = text.slice(from, from + stretch);
  for (const mark of [/\r?\n[^\S\n]*\r?\n/gu, /\n/gu, /[.!?。！？]\s/gu, /\s/gu]) {
    const last = [...window.matchAll(mark)].at(-1);
    if (last && last.index + last[0].length > stretch / 4) return from + last.index + last[0].length;
  }
  const isPairCut = /[\udc00-\udfff]/u.test(text.charAt(from + stretch));
  return from + stretch - (isPairCut ? 1 : 0);
}
