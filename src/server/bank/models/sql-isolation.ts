import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Session = 'A' | 'B';
type Action =
  | { readonly do: 'begin' | 'read' | 'commit' | 'rollback' }
  | { readonly do: 'add' | 'set'; readonly amount: number };
export type ScheduleStep = { readonly session: Session } & Action;
type Level = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * One row under PostgreSQL's isolation: a read sees its own write, else what was committed before the statement (READ
 * COMMITTED) or before the first statement of the transaction (REPEATABLE READ). An update waits for the other
 * transaction's uncommitted update and then works on what that left behind; writers are READ COMMITTED.
 */
export function runSchedule(start: number, steps: readonly ScheduleStep[], levelOfA: Level) {
  let committed = start;
  const own = new Map<Session, number>();
  const snapshot = new Map<Session, number>();
  const waiting: { session: Session; action: Action }[] = [];
  const reads: { session: Session; value: number }[] = [];
  const write = (session: Session, action: Action) => {
    if (action.do === 'set') own.set(session, action.amount);
    if (action.do === 'add') own.set(session, (own.get(session) ?? committed) + action.amount);
  };
  for (const { session, ...action } of steps) {
    const other = session === 'A' ? 'B' : 'A';
    if (action.do === 'read') {
      if (!snapshot.has(session)) snapshot.set(session, committed);
      const seen = session === 'A' && levelOfA === 'REPEATABLE READ' ? snapshot.get(session)! : committed;
      reads.push({ session, value: own.get(session) ?? seen });
    } else if (action.do === 'add' || action.do === 'set') {
      if (own.has(other)) waiting.push({ session, action });
      else write(session, action);
    } else {
      if (action.do === 'commit') committed = own.get(session) ?? committed;
      own.delete(session);
      snapshot.delete(session);
      if (action.do !== 'begin') for (const waiter of waiting.splice(0)) write(waiter.session, waiter.action);
    }
  }
  return { committed, reads };
}

/** Both lists merged at random, each in its own order. */
function interleave(random: Random, left: readonly ScheduleStep[], right: readonly ScheduleStep[]): ScheduleStep[] {
  const [a, b] = [[...left], [...right]];
  const merged: ScheduleStep[] = [];
  while (a.length + b.length > 0) merged.push((random.int(1, a.length + b.length) <= a.length ? a : b).shift()!);
  return merged;
}

function sqlOf(step: ScheduleStep, level: Level): string {
  const where = 'WHERE id = 1;';
  switch (step.do) {
    case 'begin':
      return step.session === 'A' ? `BEGIN ISOLATION LEVEL ${level};` : 'BEGIN;';
    case 'read':
      return `SELECT balance FROM accounts ${where}`;
    case 'add':
      return `UPDATE accounts SET balance = balance ${step.amount < 0 ? '-' : '+'} ${Math.abs(step.amount)} ${where}`;
    case 'set':
      return `UPDATE accounts SET balance = ${step.amount} ${where}`;
    case 'commit':
      return 'COMMIT;';
    case 'rollback':
      return 'ROLLBACK;';
  }
}
const listed = (steps: readonly ScheduleStep[], level: Level): string =>
  steps.map((step, index) => `${String(index + 1).padStart(2)}  ${step.session}  ${sqlOf(step, level)}`).join('\n');

const amount = (random: Random): number => random.int(1, 19) * 5 * random.pick([1, 1, -1]);

/** What a reader sees of another session's changes. */
function reading(random: Random, place: number, level: Level): Variant | null {
  const start = random.int(20, 60) * 10;
  const changes = [amount(random), amount(random)];
  const writer: ScheduleStep[] = changes.flatMap((by, index): ScheduleStep[] => [
    { session: 'B', do: 'begin' },
    { session: 'B', do: 'add', amount: by },
    { session: 'B', do: index === 0 || random.next() < 0.6 ? 'commit' : 'rollback' },
  ]);
  const reader: ScheduleStep[] = [
    { session: 'A', do: 'begin' },
    { session: 'A', do: 'read' },
    { session: 'A', do: 'read' },
  ];
  const steps = interleave(random, reader, writer);
  const last = steps.findLastIndex(({ session }) => session === 'A');
  const shown = steps.slice(0, last + 1);
  if (shown.length < 6 || steps.findIndex(({ session }) => session === 'A') > 3) return null;
  const valueAt = (isolation: Level) => runSchedule(start, shown, isolation).reads.at(-1)!.value;
  const key = valueAt(level);
  const written = shown.reduce((sum, step) => sum + (step.do === 'add' ? step.amount : 0), start);
  const [first, both] = [start + changes[0]!, start + changes[0]! + changes[1]!];
  const atBegin = runSchedule(start, [...shown.slice(0, shown.findIndex(({ session }) => session === 'A')), { session: 'A', do: 'read' }], level).reads[0]!.value; // biome-ignore format: one expression
  const slips: Slip[] = [
    { value: valueAt(level === 'READ COMMITTED' ? 'REPEATABLE READ' : 'READ COMMITTED'), misconception: level === 'READ COMMITTED' ? 'expects one snapshot for the whole transaction' : 'expects each statement to see the newest commit' }, // biome-ignore format: one row
    { value: written, misconception: 'expects uncommitted changes to be visible' },
    { value: atBegin, misconception: 'takes the snapshot at BEGIN instead of the first statement' },
    { value: start, misconception: 'expects nothing of the other session to be visible' },
    { value: first, misconception: 'misplaces the second change' },
    { value: both, misconception: 'counts a change whatever becomes of it' },
    { value: start + changes[1]!, misconception: 'sees the second change without the first' },
    { value: start - changes[0]!, misconception: 'applies the change the wrong way round' },
    { value: both + changes[1]!, misconception: 'applies a change twice' },
  ];
  const distractors = numericDistractors(key, slips, place, { telling: 3 });
  if (distractors === null) return null;
  return {
    stem: `PostgreSQL, sessions A and B; the balance of account 1 is ${start} at first. B runs at READ COMMITTED. Which balance does the SELECT in step ${shown.length} return?\n\n\`\`\`\n${listed(shown, level)}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `${level === 'READ COMMITTED' ? 'At READ COMMITTED each statement sees what was committed before that statement began' : 'At REPEATABLE READ the whole transaction sees what was committed before its first statement after BEGIN'}; uncommitted and rolled back changes are seen by nobody else. Starting from ${start}, that gives ${key}.`,
    hint: 'For the last SELECT, ask from which moment it takes its picture of the data, and what was committed by then.',
  };
}

/** What remains after both have written. */
function writing(random: Random, place: number): Variant | null {
  const start = random.int(20, 60) * 10;
  const [byA, byB] = [amount(random), amount(random)];
  const half = (session: Session, by: number, literal: boolean, end: 'commit' | 'rollback'): ScheduleStep[] => [
    { session, do: 'begin' },
    ...(literal ? [{ session, do: 'read' } as const] : []),
    literal ? { session, do: 'set', amount: by } : { session, do: 'add', amount: by },
    { session, do: end },
  ];
  const [literalA, literalB] = [random.next() < 0.5, random.next() < 0.5];
  const end = random.next() < 0.35 ? 'rollback' : 'commit';
  const drawn = interleave(random, half('A', byA, literalA, end), half('B', byB, literalB, 'commit'));
  // A program that read the balance writes back what it read plus its change.
  const steps: ScheduleStep[] = [];
  for (const step of drawn) {
    const read = runSchedule(start, steps, 'READ COMMITTED').reads.findLast((one) => one.session === step.session);
    steps.push(step.do === 'set' ? { ...step, amount: read!.value + step.amount } : step);
  }
  const writes = steps.flatMap((step, index) => (step.do === 'add' || step.do === 'set' ? [index] : []));
  const endOfFirst = steps.findIndex(
    (step, index) => index > writes[0]! && step.session === steps[writes[0]!]!.session,
  );
  const endOfSecond = steps.findLastIndex(({ session }) => session === steps[writes[1]!]!.session);
  if (endOfFirst < writes[1]! || endOfSecond < endOfFirst) return null; // the second write waits, and its session with it
  const key = runSchedule(start, steps, 'READ COMMITTED').committed;
  const slips: Slip[] = [
    { value: start + byA + byB, misconception: 'expects both changes to survive' },
    {
      value: start + (end === 'rollback' ? 0 : byA) + byB,
      misconception: 'overlooks that a stale value is written back',
    },
    { value: start + byB, misconception: 'lets B overwrite whatever A did' },
    { value: start + byA, misconception: 'lets A overwrite whatever B did' },
    { value: start, misconception: 'expects the waiting transaction to be aborted' },
    { value: start + byA - byB, misconception: 'applies a change the wrong way round' },
    { value: start + 2 * byB + byA, misconception: 'applies a change twice' },
  ];
  const distractors = numericDistractors(key, slips, place, { telling: 3 });
  if (distractors === null) return null;
  const waits = steps[writes[1]!]!.session;
  const text = listed(steps, 'READ COMMITTED');
  return {
    stem: `PostgreSQL, sessions A and B, both at READ COMMITTED; the balance of account 1 is ${start} at first. Which balance is stored after step ${steps.length}? A statement that has to wait goes on as soon as it can.\n\n\`\`\`\n${text}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `Step ${writes[1]! + 1} waits until step ${endOfFirst + 1} ends the other transaction (${steps[endOfFirst]!.do}). Then the UPDATE of ${waits} works on the balance as it now stands; an update with a fixed number simply replaces it. The end is ${key}.`,
    hint: 'Two transactions cannot both hold an uncommitted change of one row: which of them waits, and on what value does it go on?',
  };
}

/** What transactions see of each other and leave behind; a small simulator of one row gives the key. */
export const sqlIsolation: ItemModel = {
  id: 'sql-isolation',
  version: 1,
  skillId: 'sql',
  title: 'Concurrent transactions on one row',
  levels: [
    { id: 'easy', difficulty: -0.1, expectedTimeMs: 75_000 },
    { id: 'medium', difficulty: 0.7, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1.4, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'hard'
        ? writing(random, place)
        : reading(random, place, level === 'easy' ? 'READ COMMITTED' : 'REPEATABLE READ'),
    );
  },
};
