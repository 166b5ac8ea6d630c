import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors, type WrongSet } from './set-distractors';

type Event = { readonly task: string; readonly does: 'acquire' | 'release' };
type Fairness = 'first' | 'last' | 'none';

/** Who holds a permit after the events; waiting tasks get a released permit in the order they came. */
export function holders(
  permits: number,
  events: readonly Event[],
  serve: Fairness = 'first',
): { held: string[]; waiting: string[] } {
  const held: string[] = [];
  const waiting: string[] = [];
  for (const { task, does } of events) {
    if (does === 'acquire') (held.length < permits ? held : waiting).push(task);
    else {
      held.splice(held.indexOf(task), 1);
      const woken = serve === 'none' ? undefined : serve === 'first' ? waiting.shift() : waiting.pop();
      if (woken !== undefined) held.push(woken);
    }
  }
  return { held, waiting };
}

const TASKS = ['P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W'];

/** Events in which only tasks that hold a permit release one. */
function drawEvents(random: Random, permits: number, count: number): Event[] {
  const fresh = random.shuffle(TASKS);
  const events: Event[] = [];
  while (events.length < count) {
    const { held } = holders(permits, events);
    if (held.length > 0 && events.length > permits && random.next() < 0.42)
      events.push({ task: random.pick(held), does: 'release' });
    else if (fresh.length > 0) events.push({ task: fresh.pop()!, does: 'acquire' });
    else break;
  }
  return events;
}

function attempt(random: Random, level: string, smaller: number): Variant | null {
  const permits = level === 'easy' ? 2 : random.int(2, 3);
  const events = drawEvents(random, permits, level === 'easy' ? 7 : level === 'medium' ? 9 : 11);
  const end = holders(permits, events);
  const askWaiting = level === 'hard' ? random.next() < 0.5 : random.next() < 0.3;
  const pickSide = (result: { held: string[]; waiting: string[] }) => (askWaiting ? result.waiting : result.held);
  const truth = [...pickSide(end)].sort();
  const releases = events.filter(({ does }) => does === 'release').length;
  if (truth.length === 0 || releases < 2) return null;
  const acquired = events.filter(({ does }) => does === 'acquire').map(({ task }) => task);
  const released = events.filter(({ does }) => does === 'release').map(({ task }) => task);
  const left = acquired.filter((task) => !released.includes(task));
  const sideOf = (serve: Fairness, by = permits) => pickSide(holders(by, events, serve));
  const wrong: [string[], string][] = [
    [sideOf('last'), 'wakes the task that came last'],
    [sideOf('none'), 'lets nobody move up when a permit is released'],
    [askWaiting ? end.held : end.waiting, 'mixes up holding and waiting'],
    [left, 'overlooks the number of permits'],
    [sideOf('first', permits + 1), 'counts one permit too many'],
    [permits > 1 ? sideOf('first', permits - 1) : [], 'counts one permit too few'],
    [acquired.slice(0, permits), 'stays with the tasks that came first'],
    [truth.slice(1), 'overlooks a task'],
    [truth.slice(0, -1), 'overlooks the last task'],
    [[...truth, ...released.slice(-1)], 'lets the last release come to nothing'],
    [
      [...truth.slice(0, -1), ...(askWaiting ? end.held : end.waiting).slice(0, 1)],
      'wakes one task too few or too many',
    ],
  ];
  const listed = (tasks: readonly string[]) => [...new Set(tasks)].sort().join(', ');
  const candidates = wrong.flatMap(([tasks, misconception]): WrongSet[] => tasks.length === 0 ? [] : [{ text: listed(tasks), size: new Set(tasks).size, misconception }]); // biome-ignore format: one row
  const distractors = setDistractors(random, { text: listed(truth), size: truth.length }, smaller, candidates);
  if (distractors === null) return null;
  if (listed(truth).length - distractors.reduce((sum, { text }) => sum + text.length, 0) / 3 >= 12) return null;
  return {
    stem: `A semaphore has ${permits} permits and hands a released permit to the task that has waited longest. These calls are made in turn; a task whose \`acquire\` has to wait goes on as soon as it gets a permit. Which tasks ${askWaiting ? 'are still waiting' : 'hold a permit'} at the end?\n\n\`\`\`\n${events.map(({ task, does }) => `${task}: ${does}()`).join('\n')}\n\`\`\``,
    key: listed(truth),
    distractors,
    explanation: `At most ${permits} tasks hold a permit; each release wakes the one at the head of the queue. At the end ${[...end.held].sort().join(', ')} hold a permit and ${end.waiting.length === 0 ? 'nobody waits' : `${end.waiting.join(', ')} wait`}.`,
    hint: 'Keep two lists, one of holders and one of those waiting, and move one name with each release.',
  };
}

/** Who holds a permit of a fair semaphore and who waits. */
export const concurrencySemaphore: ItemModel = {
  id: 'concurrency-semaphore',
  version: 1,
  skillId: 'concurrency',
  title: 'Holders and waiters of a semaphore',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: -0.2, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.3, expectedTimeMs: 75_000 },
  ],
  generate(random, level) {
    const smaller = random.int(0, 3);
    return untilMade(() => attempt(random, level, smaller));
  },
};
