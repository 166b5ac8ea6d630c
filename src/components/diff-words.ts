export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** Longest texts compared word by word; beyond it the whole is shown as replaced. */
const MOST_WORDS = 2_000;

/** What changed between two texts, word by word with their white space: a longest common subsequence. */
export function diffWords(before: string, after: string): DiffPart[] {
  const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];
  const [left, right] = [wordsOf(before), wordsOf(after)];
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) {
    return join([part('removed', before), part('added', after)]);
  }
  // common[i][j]: length of the longest common subsequence of left from i and right from j
  const common = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i]![j] =
        left[i]!.trim() === right[j]!.trim()
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [old, fresh] = [left[i], right[j]];
    if (old !== undefined && fresh !== undefined && old.trim() === fresh.trim()) {
      parts.push(part('same', fresh));
      i += 1;
      j += 1;
    } else if (fresh === undefined || (old !== undefined && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      parts.push(part('removed', old!));
      i += 1;
    } else {
      parts.push(part('added', fresh));
      j += 1;
    }
  }
  return join(parts);
}

const part = (kind: DiffPart['kind'], text: string): DiffPart => ({ kind, text });

function join(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const next of parts) {
    if (next.text === '') continue;
    const last = joined.at(-1);
    if (last?.kind === next.kind) joined[joined.length - 1] = part(last.kind, last.text + next.text);
    else joined.push(next);
  }
  return joined;
}
