/**
 * Positions closest (least squares) to the wished ones that keep their order and at least `gap[i]` between i and i + 1.
 * Isotonic regression by pooling adjacent violators (Barlow et al. 1972) after taking the gaps out.
 */
export function spread(wished: readonly number[], gap: readonly number[]): number[] {
  const offset: number[] = [0];
  for (let index = 1; index < wished.length; index += 1) offset.push(offset[index - 1]! + gap[index - 1]!);
  const blocks: { sum: number; count: number }[] = [];
  wished.forEach((wish, index) => {
    let block = { sum: wish - offset[index]!, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: block.sum + last.sum, count: block.count + last.count };
    }
    blocks.push(block);
  });
  const level = blocks.flatMap((block) => Array<number>(block.count).fill(block.sum / block.count));
  return level.map((value, index) => value + offset[index]!);
}
