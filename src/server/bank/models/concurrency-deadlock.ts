import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

export type LockStep = { readonly does: 'lock' | 'unlock'; readonly what: string };
type Program = readonly LockStep[];

/** The locks a program holds after none, one, two, ... of its steps. */
function heldAfter(program: Program): ReadonlySet<string>[] {
  const held = [new Set<string>()];
  for (const { does, what } of program) {
    const next = new Set(held.at(-1));
    if (does === 'lock') next.add(what);
    else next.delete(what);
    held.push(next);
  }
  return held;
}

/** Whether some interleaving leaves every thread that has not ended waiting; all of them are tried. */
export function canDeadlock(programs: readonly Program[]): boolean {
  const held = programs.map(heldAfter);
  const lengths = programs.map((program) => program.length + 1);
  const seen = new Set<number>();
  const explore = (at: readonly number[]): boolean => {
    const name = at.reduce((number, position, thread) => number * lengths[thread]! + position, 0);
    if (seen.has(name)) return false;
    seen.add(name);
    const isHeld = (what: string) => held.some((after, thread) => after[at[thread]!]!.has(what));
    let isMoving = false;
    for (const [thread, program] of programs.entries()) {
      const step = program[at[thread]!];
      if (step === undefined || (step.does === 'lock' && isHeld(step.what))) continue;
      isMoving = true;
      if (explore(at.with(thread, at[thread]! + 1))) return true;
    }
    return !isMoving && programs.some((program, thread) => at[thread]! < program.length);
  };
  return explore(programs.map(() => 0));
}

/** {@link canDeadlock} of two programs that are drawn; there are few, and their pairs come again and again. */
function areDeadly(left: Program, right: Program): boolean {
  const name = JSON.stringify([left, right]);
  const known = deadlyPairs.get(name);
  if (known !== undefined) return known;
  const isDeadly = canDeadlock([left, right]);
  deadlyPairs.set(name, isDeadly);
  return isDeadly;
}
const deadlyPairs = new Map<string, boolean>();

const LOCKS = [
  ['stock', 'orders', 'audit'],
  ['users', 'mails', 'logs'],
  ['cache', 'index', 'queue'],
  ['rooms', 'bills', 'guests'],
];
const THREADS = ['red', 'blue', 'pink', 'gold', 'grey', 'teal', 'lime', 'plum'];
const lock = (what: string): LockStep => ({ does: 'lock', what });
const unlock = (what: string): LockStep => ({ does: 'unlock', what });

/** Two or three locks taken one inside the other, or the first given back before the second is taken. */
function drawProgram(random: Random, locks: readonly string[], level: string): Program {
  const [first, second, third] = random.shuffle(locks) as [string, string, string];
  if (level !== 'easy' && random.next() < 0.35) return [lock(first), unlock(first), lock(second), unlock(second)];
  if (level === 'hard' && random.next() < 0.6) {
    return random.next() < 0.5
      ? [lock(first), lock(second), lock(third), unlock(third), unlock(second), unlock(first)]
      : [lock(first), lock(second), unlock(first), lock(third), unlock(third), unlock(second)];
  }
  return [lock(first), lock(second), unlock(second), unlock(first)];
}

const heldTogether = (program: Program): Set<string> => {
  const held = new Set<string>();
  const nested = new Set<string>();
  for (const { does, what } of program) {
    if (does === 'unlock') held.delete(what);
    else {
      if (held.size > 0) for (const one of [...held, what]) nested.add(one);
      held.add(what);
    }
  }
  return nested;
};

function whySafe(left: Program, right: Program): string {
  const common = [...heldTogether(left)].filter((what) => heldTogether(right).has(what));
  if (heldTogether(left).size === 0 || heldTogether(right).size === 0)
    return 'overlooks that one of them gives back each lock before it takes the next';
  if (common.length < 2) return 'overlooks that the two have at most one of the nested locks in common';
  const order = (program: Program) =>
    program
      .filter(({ does, what }) => does === 'lock' && common.includes(what))
      .map(({ what }) => what)
      .join();
  return order(left) === order(right)
    ? 'overlooks that both take their locks in the same order'
    : 'overlooks that a common outer lock keeps them apart';
}

function attempt(random: Random, level: string): Variant | null {
  const locks = random.pick(LOCKS);
  const names = random.shuffle(THREADS).slice(0, 4);
  const programs = names.map(() => drawProgram(random, locks, level));
  const pairs = names.flatMap((left, i) =>
    names
      .slice(i + 1)
      .map((right, j) => ({ text: `${left} and ${right}`, left: programs[i]!, right: programs[i + 1 + j]! })),
  );
  if (new Set(programs.map((program) => JSON.stringify(program))).size < 3) return null;
  const deadly = pairs.filter(({ left, right }) => areDeadly(left, right));
  if (deadly.length !== 1) return null;
  const key = deadly[0]!;
  const distractors = random
    .shuffle(pairs.filter((pair) => pair !== key))
    .slice(0, 3)
    .map(({ text, left, right }): Distractor => ({ text, misconception: whySafe(left, right) }));
  // Each thread should be named in some option, and no thread in all of them.
  const texts = [key.text, ...distractors.map(({ text }) => text)];
  if (names.some((name) => texts.every((text) => text.includes(name)))) return null;
  const line = (program: Program, index: number) =>
    `${names[index]!.padEnd(4)}  ${program.map(({ does, what }) => `${does}(${what})`).join('; ')}`;
  return {
    stem: `Four threads run these steps once each; \`lock\` waits while another thread holds the lock. Two of them, run together without the others, can end up waiting for each other for ever. Which two?\n\n\`\`\`\n${programs.map(line).join('\n')}\n\`\`\``,
    key: key.text,
    distractors,
    explanation: `A deadlock of two needs both to hold a lock that the other one asks for next, so they must take two common locks in opposite order with nothing to keep them apart; of the six pairs only ${key.text} do. ${distractors.map(({ text, misconception }) => `${text}: ${misconception.replace(/^overlooks that /, '')}`).join('; ')}.`,
    hint: 'Look for one thread that holds a first lock and asks for a second, and another that does the same the other way round.',
  };
}

/** Which threads can wait for each other for ever; all interleavings are tried. */
export const concurrencyDeadlock: ItemModel = {
  id: 'concurrency-deadlock',
  version: 1,
  skillId: 'concurrency',
  title: 'Deadlock from the order of locks',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 100_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
