import { describe, expect, test, vi } from 'vitest';
import { shareStatements } from '@/server/repositories/shared-statement';

type Wish = { refused?: readonly number[]; inFlight?: number; largest?: number };

/** Doubles numbers; `statements` are the questions of each, `hold` keeps the next ones waiting until it is called. */
function aDoubler({ refused = [], ...limits }: Wish = {}) {
  const statements: number[][] = [];
  let gate = Promise.resolve();
  const double = shareStatements<number, number>(async (numbers) => {
    statements.push([...numbers]);
    await gate;
    if (numbers.some((number) => refused.includes(number))) throw new Error(`not ${numbers.join()}`);
    return numbers.map((number) => 2 * number);
  }, limits);
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { double, statements, hold };
}

const settled = (...promises: Promise<number>[]) => Promise.allSettled(promises);

describe('questions', () => {
  test('of the same moment share a statement, and each gets its own answer', async () => {
    const { double, statements } = aDoubler();
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(statements).toEqual([[1, 2, 3]]);
  });

  test('that come one after the other travel alone, without waiting for company', async () => {
    const { double, statements } = aDoubler();
    for (const number of [1, 2]) expect(await double(number)).toBe(2 * number);
    expect(statements).toEqual([[1], [2]]);
  });

  test('that come while statements are under way share the next one, in order, up to the largest', async () => {
    const { double, statements, hold } = aDoubler({ inFlight: 1, largest: 3 });
    const release = hold();
    const first = double(1);
    await vi.waitFor(() => expect(statements).toHaveLength(1));
    const rest = [2, 3, 4, 5].map(double);
    release();
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10]);
    expect(statements).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('fail alone when they fail together', async () => {
    const { double, statements } = aDoubler({ refused: [2] });
    const results = await settled(double(1), double(2), double(3));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(statements).toEqual([[1, 2, 3], [1], [2], [3]]);
  });
});
