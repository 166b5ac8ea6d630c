import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

/** What a wrong program does differently. */
type Habits = { readonly sift?: boolean; readonly once?: boolean; readonly child?: 'smaller' | 'left' | 'larger' };

const swapped = (heap: readonly number[], i: number, j: number): number[] =>
  heap.map((value, at) => (at === i ? heap[j]! : at === j ? heap[i]! : value));

/** The array of a binary min-heap (children of i at 2i+1 and 2i+2) after an insertion. */
export function inserted(heap: readonly number[], value: number, { sift = true, once = false }: Habits = {}): number[] {
  let after = [...heap, value];
  let at = after.length - 1;
  while (sift && at > 0) {
    const parent = (at - 1) >> 1;
    if (after[parent]! <= after[at]!) break;
    after = swapped(after, parent, at);
    at = parent;
    if (once) break;
  }
  return after;
}

/** The array after the minimum is removed: the last element moves to the front and sinks. */
export function extracted(
  heap: readonly number[],
  { sift = true, once = false, child = 'smaller' }: Habits = {},
): number[] {
  let after = [heap.at(-1)!, ...heap.slice(1, -1)];
  let at = 0;
  while (sift) {
    const children = [2 * at + 1, 2 * at + 2].filter((place) => place < after.length);
    const least = children.toSorted((i, j) => after[i]! - after[j]!);
    const chosen = child === 'left' ? children[0] : child === 'larger' ? least.at(-1) : least[0];
    if (chosen === undefined || after[chosen]! >= after[at]!) break;
    after = swapped(after, at, chosen);
    at = chosen;
    if (once) break;
  }
  return after;
}

const show = (heap: readonly number[]): string => heap.join(', ');
const sorted = (heap: readonly number[]): number[] => heap.toSorted((i, j) => i - j);

type Operation = { readonly text: string; readonly run: (heap: readonly number[], habits?: Habits) => number[] };

function attempt(random: Random, level: string): Variant | null {
  const size = level === 'easy' ? random.int(5, 7) : random.int(7, 9);
  const values = random.shuffle(Array.from({ length: 60 }, (_, index) => index + 2)).slice(0, size);
  const heap = values.reduce<number[]>((built, value) => inserted(built, value), []);
  const fresh = random.int(1, 45);
  if (heap.includes(fresh)) return null;
  const insert: Operation = { text: `inserts ${fresh}`, run: (from, habits) => inserted(from, fresh, habits) };
  const extract: Operation = { text: 'removes the minimum', run: (from, habits) => extracted(from, habits) };
  const operations =
    level === 'easy'
      ? [insert]
      : level === 'medium'
        ? [extract]
        : random.pick([
            [insert, extract],
            [extract, insert],
            [extract, extract],
          ]);
  const run = (habits: Habits = {}) => operations.reduce<readonly number[]>((from, one) => one.run(from, habits), heap);
  const key = run();
  const kept = level === 'easy' ? [...heap.slice(0, -1), fresh, heap.at(-1)!] : [...heap.slice(1)];
  const wrong: WrongOption[] = [
    [show(run({ once: true })), 'swaps once and stops'],
    [show(run({ child: 'larger' })), 'swaps with the larger child'],
    [show(run({ child: 'left' })), 'swaps with the left child whatever the right one holds'],
    [show(run({ sift: false })), 'leaves the moved element where it was put'],
    [show(sorted(key)), 'takes the array of a heap for a sorted one'],
    ...(operations.length === 1 ? [[show(kept), 'moves up the neighbours in the array'] as const] : []),
  ];
  const distractors = firstDistinct(show(key), random.shuffle(wrong));
  if (distractors === null || show(key) === show(sorted(key)) || show(key) === show(run({ sift: false }))) return null;
  const stages: (readonly number[])[] = [heap];
  for (const one of operations) stages.push(one.run(stages.at(-1)!));
  return {
    stem: `A binary min-heap is stored as an array, the children of index \`i\` at \`2i + 1\` and \`2i + 2\`. It holds \`[${show(heap)}]\`. A program ${operations[0] === operations[1] ? 'removes the minimum twice' : operations.map(({ text }) => text).join(', then ')}. What does the array hold afterwards?`,
    key: show(key),
    distractors,
    explanation: `An insertion appends and swaps upwards while the parent is larger; a removal puts the last element in front and swaps downwards with the smaller child while that is smaller. Step by step: ${stages.map((stage) => `[${show(stage)}]`).join(' then ')}.`,
    hint: 'Draw the array as a tree, level by level, and follow the one element that moves.',
  };
}

/** The array of a heap after insertions and removals. */
export const algorithmsHeap: ItemModel = {
  id: 'algorithms-heap',
  version: 1,
  skillId: 'algorithms',
  title: 'Array of a binary heap',
  levels: [
    { id: 'easy', difficulty: -0.4, expectedTimeMs: 65_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 1.1, expectedTimeMs: 110_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
