import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

export type Task = { readonly name: string; readonly minutes: number; readonly after: readonly string[] };

/**
 * When everything is done: a free worker takes the ready task that comes first in the alphabet. With as many workers as
 * tasks that is the length of the critical path.
 */
export function finishTime(tasks: readonly Task[], workers: number): number {
  const ends = new Map<string, number>();
  let now = 0;
  while (ends.size < tasks.length) {
    const running = [...ends.values()].filter((end) => end > now).length;
    const ready = tasks.filter(({ name, after }) => !ends.has(name) && after.every((one) => (ends.get(one) ?? Number.POSITIVE_INFINITY) <= now)); // biome-ignore format: one row
    for (const { name, minutes } of ready.toSorted((l, r) => (l.name < r.name ? -1 : 1)).slice(0, workers - running)) ends.set(name, now + minutes); // biome-ignore format: one row
    now = Math.min(...[...ends.values()].filter((end) => end > now));
  }
  return Math.max(...ends.values());
}

function drawTasks(random: Random, count: number): Task[] {
  const names = 'ABCDEFG'.slice(0, count).split('');
  return names.map((name, place) => ({
    name,
    minutes: random.int(1, 12),
    after: random.shuffle(names.slice(0, place)).slice(0, place === 0 ? 0 : random.pick([0, 1, 1, 2])).sort(), // biome-ignore format: one row
  }));
}

/** A job of which one part cannot be divided (Amdahl 1967). */
function amdahl(random: Random, place: number): Variant | null {
  const workers = random.pick([2, 3, 4, 5, 6, 8, 10]);
  const [serial, parallel] = [random.int(2, 40), random.int(2, 30) * workers];
  const askPart = random.next() < 0.4;
  const twice = random.pick([2, 3, 5]);
  const key = askPart ? serial + (parallel * twice) / workers : serial + parallel / workers;
  const total = serial + parallel;
  const slips: Slip[] = [
    {
      value: Math.round((askPart ? serial + parallel * twice : total) / workers),
      misconception: 'divides the whole job among the workers',
    },
    {
      value: askPart ? (total * twice) / workers : parallel / workers,
      misconception: askPart ? 'lets the serial part grow and divides everything' : 'forgets the serial part',
    },
    {
      value: askPart ? serial * twice + (parallel * twice) / workers : serial + parallel / (workers + 1),
      misconception: askPart ? 'lets the serial part grow as well' : 'counts one worker too many',
    },
    { value: serial + parallel / workers, misconception: 'overlooks the larger input' },
    { value: total, misconception: 'expects no gain' },
    {
      value: workers > 1 ? serial + Math.round(parallel / (workers - 1)) : total,
      misconception: 'counts one worker too few',
    },
    { value: total - workers, misconception: 'takes off the number of workers' },
    { value: Math.round(serial / workers) + parallel, misconception: 'divides the wrong part' },
    { value: (askPart ? twice : 1) * (parallel / workers), misconception: 'forgets the serial part' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, telling: 3 });
  if (distractors === null) return null;
  return {
    stem: `On one core a job takes ${total} minutes: ${serial} minutes cannot be divided, and the other ${parallel} can be spread evenly over any number of cores. ${askPart ? `Now the input grows so that the divisible part becomes ${twice} times as much work; the rest stays as it is. ` : ''}How many minutes does the job take on ${workers} cores?`,
    key: String(key),
    distractors,
    explanation: `The ${serial} minutes remain whatever the number of cores, and ${askPart ? `${parallel} * ${twice} = ${parallel * twice}` : parallel} minutes are divided: ${serial} + ${askPart ? parallel * twice : parallel} / ${workers} = ${key}.`,
    hint: 'Treat the two parts separately. Which of them gets shorter?',
  };
}

function network(random: Random, place: number, workers: number): Variant | null {
  const tasks = drawTasks(random, workers === 2 ? 6 : random.int(6, 7));
  if (tasks.reduce((count, { after }) => count + after.length, 0) < 4) return null;
  const isUnlimited = workers >= tasks.length;
  const key = finishTime(tasks, workers);
  const work = tasks.reduce((sum, { minutes }) => sum + minutes, 0);
  const path = finishTime(tasks, tasks.length);
  const cut = (keep: (after: readonly string[]) => readonly string[]) => finishTime(tasks.map((task) => ({ ...task, after: keep(task.after) })), workers); // biome-ignore format: one row
  const slips: Slip[] = [
    {
      value: isUnlimited ? finishTime(tasks, 2) : path,
      misconception: isUnlimited ? 'keeps two at work only' : 'expects a worker for every task',
    },
    { value: cut((after) => after.slice(0, 1)), misconception: 'waits for the first prerequisite only' },
    { value: cut((after) => after.slice(-1)), misconception: 'waits for the last prerequisite only' },
    { value: work, misconception: 'adds up all tasks' },
    { value: Math.ceil(work / 2), misconception: 'divides all work by two' },
    { value: cut(() => []), misconception: 'overlooks the prerequisites' },
    {
      value: key + Math.min(...tasks.map(({ minutes }) => minutes)),
      misconception: 'lets a short task wait although it could run',
    },
    { value: key - Math.min(...tasks.map(({ minutes }) => minutes)), misconception: 'lets a short task run too early' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, telling: 3 });
  if (distractors === null || (!isUnlimited && key === path)) return null;
  const lines = tasks.map(
    ({ name, minutes, after }) =>
      `${name}  ${String(minutes).padStart(2)} min${after.length > 0 ? `  after ${after.join(', ')}` : ''}`,
  );
  const rule = isUnlimited
    ? 'There are enough workers for all tasks that are ready.'
    : 'There are two workers; whenever one is free it takes, of the tasks that are ready, the first in the alphabet.';
  return {
    stem: `A build consists of these tasks. A task can start once those named after it are done, and is not interrupted. ${rule} After how many minutes is everything done?\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `${isUnlimited ? 'The longest chain of tasks that wait for each other decides' : `The longest chain alone takes ${path} minutes, but with two workers some ready tasks have to wait`}: ${key} minutes, against ${work} minutes of work in all.`,
    hint: 'Note for each task when it can start at the earliest, in an order in which its prerequisites come first.',
  };
}

/** How long work takes that can be divided only in part. */
export const concurrencySchedule: ItemModel = {
  id: 'concurrency-schedule',
  version: 1,
  skillId: 'concurrency',
  title: 'Duration of parallel work',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 0.8, expectedTimeMs: 110_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'easy' ? amdahl(random, place) : network(random, place, level === 'hard' ? 2 : 99),
    );
  },
};
