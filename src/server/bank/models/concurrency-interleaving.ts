import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors } from './set-distractors';

/** The shared `x`, and one register per thread. */
type Memory = { x: number; registers: readonly number[] };
/** One indivisible step. */
type Step = (memory: Memory) => Memory;
type Operation = { sign: '+' | '*' | '-'; by: number };

const apply = ({ sign, by }: Operation, x: number): number => (sign === '+' ? x + by : sign === '-' ? x - by : x * by);
const text = ({ sign, by }: Operation): string => `x = x ${sign} ${by}`;

/** `x = x op by` in one step. */
const atomic = (operation: Operation): Step[] => [(memory) => ({ ...memory, x: apply(operation, memory.x) })];
/** The same as a read into a register and a write from it. */
const split = (operation: Operation, thread: number): Step[] => [
  (memory) => ({ ...memory, registers: memory.registers.map((value, index) => (index === thread ? memory.x : value)) }),
  (memory) => ({ ...memory, x: apply(operation, memory.registers[thread]!) }),
];

/** All values `x` can end with, over every interleaving that keeps the order within each thread; ascending. */
export function finalValues(start: number, threads: readonly (readonly Step[])[]): number[] {
  const found = new Set<number>();
  const explore = (memory: Memory, positions: readonly number[]) => {
    let ended = true;
    threads.forEach((steps, thread) => {
      const step = steps[positions[thread]!];
      if (step === undefined) return;
      ended = false;
      explore(
        step(memory),
        positions.map((position, index) => (index === thread ? position + 1 : position)),
      );
    });
    if (ended) found.add(memory.x);
  };
  explore(
    { x: start, registers: threads.map(() => 0) },
    threads.map(() => 0),
  );
  return [...found].sort((left, right) => left - right);
}

const set = (values: readonly number[]): string =>
  `{${[...new Set(values)].sort((left, right) => left - right).join(', ')}}`;

function operation(random: Random, signs: readonly Operation['sign'][]): Operation {
  const sign = random.pick(signs);
  return { sign, by: sign === '*' ? random.int(2, 3) : random.int(1, 6) };
}

type Setup = { threads: Operation[][]; isSplit: boolean };

function setup(random: Random, level: string): Setup {
  const plusMinus = ['+', '-'] as const;
  const any = ['+', '*', '-'] as const;
  if (level === 'easy')
    return { threads: [[operation(random, plusMinus)], [operation(random, plusMinus)]], isSplit: true };
  if (level === 'medium')
    return { threads: [[operation(random, any), operation(random, any)], [operation(random, any)]], isSplit: false };
  return random.next() < 0.5
    ? { threads: [[operation(random, any), operation(random, any)], [operation(random, any)]], isSplit: true }
    : {
        threads: [[operation(random, any)], [operation(random, plusMinus)], [operation(random, plusMinus)]],
        isSplit: true,
      };
}

function attempt(random: Random, level: string, smaller: number): Variant | null {
  const start = random.int(1, 9);
  const { threads, isSplit } = setup(random, level);
  const as = (splitting: boolean) =>
    threads.map((operations, thread) => operations.flatMap((one) => (splitting ? split(one, thread) : atomic(one))));
  const truth = finalValues(start, as(isSplit));
  const whole = threads.map((operations) =>
    operations.length > 1
      ? [(memory: Memory) => ({ ...memory, x: operations.reduce((x, one) => apply(one, x), memory.x) })]
      : atomic(operations[0]!),
  );
  const serial = finalValues(start, whole);
  const alone = threads.map((operations) => operations.reduce((x, one) => apply(one, x), start));
  const inOrder = threads.flat().reduce((x, one) => apply(one, x), start);
  // What would be possible if some update were made twice.
  const doubled = threads.flatMap((_, twice) =>
    finalValues(
      start,
      as(isSplit).map((steps, thread) => (thread === twice ? [...steps, ...steps] : steps)),
    ),
  );
  const extra = random.shuffle([...new Set(doubled)].filter((value) => !truth.includes(value)));
  const candidates: [number[], string][] = [
    [
      finalValues(start, as(!isSplit)),
      isSplit ? 'takes reading and writing for one step' : 'splits steps that are indivisible',
    ],
    [serial, 'lets each thread run as a whole'],
    [alone, 'lets the last writer win and nothing else'],
    [[inOrder], 'expects the order in which the code is written'],
    [[...truth, start], 'expects that no update may survive'],
    [[...truth, ...extra.slice(0, 1)], 'counts an update twice'],
    [[...truth, ...extra.slice(0, 2)], 'counts updates twice'],
    [[...truth.slice(1), ...extra.slice(0, 1)], 'counts an update twice and misses an outcome'],
    [truth.slice(1), 'misses the smallest outcome'],
    [truth.slice(0, -1), 'misses the largest outcome'],
    [[...serial, ...alone], 'overlooks mixed outcomes'],
  ];
  const key = set(truth);
  const chosen = setDistractors(
    random,
    { text: key, size: truth.length },
    smaller,
    candidates.flatMap(([values, misconception]) =>
      values.length === 0 ? [] : [{ text: set(values), size: new Set(values).size, misconception }],
    ),
  );
  if (chosen === null || truth.length < 2 || truth.length > 6) return null;
  const mean = chosen.reduce((sum, option) => sum + option.text.length, 0) / 3;
  if (key.length - mean >= 12) return null;
  const code = threads
    .map((operations, thread) => `Thread ${thread + 1}: ${operations.map(text).join('; ')}`)
    .join('\n');
  const manner = isSplit
    ? 'Each assignment reads `x`, computes, and writes `x`; other threads may run between the read and the write.'
    : 'Each assignment is atomic; other threads may run between two assignments.';
  return {
    stem: `The shared variable \`x\` starts at ${start}. ${manner} Which set holds exactly the values \`x\` can have when all threads have ended?\n\n\`\`\`\n${code}\n\`\`\``,
    key,
    distractors: chosen,
    explanation: `Going through all interleavings gives ${key}. ${isSplit ? `Without overlap only ${set(serial)} would be possible; the rest are lost updates.` : `With each thread as a whole it would be ${set(serial)}.`}`,
    hint: 'List the orders in which the steps can follow each other, keeping the order within each thread.',
  };
}

/** Which final values are possible; every interleaving is tried. */
export const concurrencyInterleaving: ItemModel = {
  id: 'concurrency-interleaving',
  version: 1,
  skillId: 'concurrency',
  title: 'Possible outcomes of threads without locks',
  levels: [
    { id: 'easy', difficulty: -0.5, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.3, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1.5, expectedTimeMs: 120_000 },
  ],
  generate(random, level) {
    const smaller = random.int(0, 3);
    return untilMade(() => attempt(random, level, smaller));
  },
};
