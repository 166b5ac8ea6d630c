import { type ContentModel, untilMade } from '@/core/items/item-model';

/** Numbers in the order a binary search looks at them: the middle, then the middle of what is left. */
export function probes(sorted: readonly number[], wanted: number): number[] {
  const looked: number[] = [];
  for (let low = 0, high = sorted.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    looked.push(sorted[middle]!);
    if (sorted[middle] === wanted) break;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return looked;
}

export const algorithmsTrace: ContentModel = {
  id: 'algorithms-trace',
  version: 1,
  skillId: 'algorithms',
  title: 'Steps of a binary search',
  type: 'ordering',
  levels: [{ id: 'medium', difficulty: 0, expectedTimeMs: 80_000 }],
  make: (random) =>
    untilMade(() => {
      const size = random.int(11, 15);
      const sorted = random
        .shuffle(Array.from({ length: 90 }, (_, index) => index + 10))
        .slice(0, size)
        .sort((a, b) => a - b);
      const looked = probes(sorted, random.pick(sorted));
      if (looked.length !== 4) return null;
      return {
        type: 'ordering',
        stem: `A binary search looks for ${looked.at(-1)} in this array, whose indices begin at 0. The middle of an even number of elements is the lower one. In which order are these elements looked at?\n\n\`\`\`\n${sorted.join(' ')}\n\`\`\``,
        options: looked.map((value, index) => ({ id: `n${index}`, text: String(value) })),
        explanation: `The middle is looked at first, then the middle of the half that can hold ${looked.at(-1)}: ${looked.join(', ')}.`,
        hint: 'After each look one half is left.',
      };
    }),
};
