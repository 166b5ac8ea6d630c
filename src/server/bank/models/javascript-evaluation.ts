import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

/** A value as JavaScript writes it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return String(value);
}
const code = (value: unknown): string => `\`${literal(value)}\``;

function distinct(key: string, candidates: readonly (readonly [string, string])[]): Distractor[] | null {
  const chosen: Distractor[] = [];
  for (const [text, misconception] of candidates) {
    if (text !== key && !chosen.some((option) => option.text === text)) chosen.push({ text, misconception });
  }
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

type Operand = number | string;
const plus = (left: Operand, right: Operand): Operand => (left as number) + (right as number);

/** `+` joins as soon as one side is a string; `-` and `*` make numbers. */
function coercion(random: Random): Variant | null {
  const operands: Operand[] = Array.from({ length: 3 }, () =>
    random.next() < 0.5 ? random.int(1, 9) : random.next() < 0.12 ? random.pick(['a', 'x']) : String(random.int(1, 9)),
  );
  const signs = [random.pick(['+', '+', '-', '*'] as const), random.pick(['+', '-', '*'] as const)];
  if (!operands.some((operand) => typeof operand === 'string') || !signs.includes('+')) return null;
  const [a, b, c] = operands as [Operand, Operand, Operand];
  const run = (sign: string, left: Operand, right: Operand, add: typeof plus): Operand =>
    sign === '+' ? add(left, right) : sign === '-' ? Number(left) - Number(right) : Number(left) * Number(right);
  const evaluate = (add: typeof plus): Operand =>
    signs[1] === '*' && signs[0] !== '*'
      ? run(signs[0]!, a, run('*', b, c, add), add)
      : run(signs[1]!, run(signs[0]!, a, b, add), c, add);
  const numbers = (left: Operand, right: Operand) => Number(left) + Number(right);
  const strings = (left: Operand, right: Operand) => `${left}${right}`;
  const key = evaluate(plus);
  const flipped = typeof key === 'string' ? Number(key) : String(key);
  const distractors = distinct(code(key), [
    [code(flipped), 'right digits, wrong type'], // first: it keeps the options from being all numbers
    ...random.shuffle([
      [code(evaluate(numbers)), 'expects `+` to add whatever the types'],
      [code(evaluate(strings)), 'expects `+` to join whatever the types'],
      [code(`${a}${b}${c}`), 'expects one string to turn all operators into joining'],
      [code(Number.NaN), 'expects NaN when types are mixed'],
      [code(run(signs[1]!, run(signs[0]!, a, b, plus), c, plus)), 'ignores precedence'],
    ] as const),
  ]);
  if (distractors === null) return null;
  const expression = `${literal(a)} ${signs[0]} ${literal(b)} ${signs[1]} ${literal(c)}`;
  return {
    stem: `What does \`${expression}\` evaluate to?`,
    key: code(key),
    distractors,
    explanation: `\`*\` and \`-\` turn their operands into numbers, \`+\` joins as soon as one of its two operands is a string, and evaluation goes from left to right after precedence: ${literal(key)}.`,
    hint: 'Take one operator at a time and note the type of each intermediate value.',
  };
}

type Stage = {
  text: string;
  apply: (list: number[]) => number[];
  misread: (list: number[]) => number[];
  misconception: string;
};

const byString = (list: readonly number[]): number[] => [...list].sort();

function stage(random: Random): Stage {
  const [k, m] = [random.int(1, 3), random.int(2, 4)];
  return random.pick<Stage>([
    {
      text: 'sort()',
      apply: byString,
      misread: (list) => [...list].sort((x, y) => x - y),
      misconception: 'expects the default sort to compare numbers',
    },
    {
      text: `slice(${k})`,
      apply: (list) => list.slice(k),
      misread: (list) => list.slice(0, k),
      misconception: 'reads the start of slice as an end',
    },
    {
      text: `slice(-${k})`,
      apply: (list) => list.slice(-k),
      misread: (list) => list.slice(0, -k),
      misconception: 'drops the end instead of keeping it',
    },
    {
      text: `slice(${k}, ${k + 2})`,
      apply: (list) => list.slice(k, k + 2),
      misread: (list) => list.slice(k, k + 3),
      misconception: 'includes the end of slice',
    },
    {
      text: `filter((n) => n % ${m})`,
      apply: (list) => list.filter((n) => n % m),
      misread: (list) => list.filter((n) => n % m === 0),
      misconception: 'takes a remainder of zero for true',
    },
    {
      text: `map((n, i) => n * i)`,
      apply: (list) => list.map((n, i) => n * i),
      misread: (list) => list.map((n, i) => n * (i + 1)),
      misconception: 'counts positions from one',
    },
    {
      text: 'toReversed()',
      apply: (list) => list.toReversed(),
      misread: (list) => list,
      misconception: 'overlooks the reversal',
    },
    {
      text: 'toSorted((x, y) => y - x)',
      apply: (list) => list.toSorted((x, y) => y - x),
      misread: (list) => list.toSorted((x, y) => x - y),
      misconception: 'takes a descending comparator for ascending',
    },
  ]);
}

/** A chain of two array methods. */
function chain(random: Random): Variant | null {
  const list = Array.from({ length: random.int(4, 5) }, () =>
    random.next() < 0.4 ? random.int(10, 30) : random.int(1, 9),
  );
  if (new Set(list).size !== list.length) return null;
  const [first, second] = [stage(random), stage(random)];
  if (first.text.slice(0, 4) === second.text.slice(0, 4)) return null;
  const key = second.apply(first.apply(list));
  if (key.length === 0) return null;
  const distractors = distinct(code(key), [
    [code(second.apply(first.misread(list))), first.misconception],
    [code(second.misread(first.apply(list))), second.misconception],
    [code(second.misread(first.misread(list))), `${first.misconception}; ${second.misconception}`],
    [code(first.apply(second.apply(list))), 'applies the methods in the wrong order'],
    [code(second.apply(list)), 'overlooks the first method'],
    [code(first.apply(list)), 'overlooks the second method'],
  ]);
  if (distractors === null) return null;
  const mean = distractors.reduce((sum, { text }) => sum + text.length, 0) / 3;
  if (code(key).length - mean >= 12) return null;
  return {
    stem: `What does \`${literal(list)}.${first.text}.${second.text}\` evaluate to?`,
    key: code(key),
    distractors,
    explanation: `\`${first.text}\` gives ${literal(first.apply(list))}, and \`${second.text}\` makes ${literal(key)} of it.${[first, second].some(({ text }) => text === 'sort()') ? ' Without a comparator, `sort` compares as strings.' : ''}`,
    hint: 'Write down the array after the first call before looking at the second.',
  };
}

type Statement = { text: string; run: (queues: Queues) => void };
type Queues = { output: string[]; microtasks: (() => void)[]; timers: { at: number; callback: () => void }[] };

/** In which order do synchronous code, promise callbacks and timers print? */
function taskOrder(random: Random): Variant | null {
  const labels = ['A', 'B', 'C', 'D', 'E', 'F'];
  const next = () => labels.shift()!;
  const log = (label: string) => (queues: Queues) => void queues.output.push(label);
  const kinds: (() => Statement)[] = [
    () => {
      const label = next();
      return { text: `console.log('${label}');`, run: log(label) };
    },
    () => {
      const [label, delay] = [next(), random.pick([0, 0, 20])];
      return {
        text: `setTimeout(() => console.log('${label}'), ${delay});`,
        run: (queues) => void queues.timers.push({ at: delay, callback: () => log(label)(queues) }),
      };
    },
    () => {
      const label = next();
      return {
        text: `Promise.resolve().then(() => console.log('${label}'));`,
        run: (queues) => void queues.microtasks.push(() => log(label)(queues)),
      };
    },
    () => {
      const label = next();
      return {
        text: `queueMicrotask(() => console.log('${label}'));`,
        run: (queues) => void queues.microtasks.push(() => log(label)(queues)),
      };
    },
    () => {
      const [inside, after] = [next(), next()];
      return {
        text: `(async () => { console.log('${inside}'); await null; console.log('${after}'); })();`,
        run: (queues) => {
          log(inside)(queues);
          queues.microtasks.push(() => log(after)(queues));
        },
      };
    },
  ];
  const statements: Statement[] = [];
  const count = random.int(4, 5);
  while (statements.length < count) {
    const kind = random.pick(kinds);
    if (labels.length < 2) break;
    statements.push(kind());
  }
  const play = (order: readonly ('microtasks' | 'timers')[], sorted = true): string[] => {
    const queues: Queues = { output: [], microtasks: [], timers: [] };
    for (const statement of statements) statement.run(queues);
    for (const kind of order) {
      if (kind === 'microtasks') for (const callback of queues.microtasks) callback();
      else
        for (const { callback } of sorted ? queues.timers.toSorted((x, y) => x.at - y.at) : queues.timers) callback();
    }
    return queues.output;
  };
  const key = play(['microtasks', 'timers']);
  const written = [...key].sort();
  const synchronousMicrotasks = (): string[] => {
    const queues: Queues = { output: [], microtasks: [], timers: [] };
    for (const statement of statements) {
      statement.run(queues);
      for (const callback of queues.microtasks.splice(0)) callback();
    }
    for (const { callback } of queues.timers.toSorted((x, y) => x.at - y.at)) callback();
    return queues.output;
  };
  const show = (order: readonly string[]) => `\`${order.join(' ')}\``;
  const swapped = [...key];
  [swapped[swapped.length - 1], swapped[swapped.length - 2]] = [swapped.at(-2)!, swapped.at(-1)!];
  const distractors = distinct(show(key), [
    [show(play(['timers', 'microtasks'])), 'runs timers before microtasks'],
    [show(synchronousMicrotasks()), 'runs promise callbacks at once'],
    [show(play(['microtasks', 'timers'], false)), 'ignores the delays of timers'],
    [show(written), 'takes everything for synchronous'],
    [show(swapped), 'reverses the last queue'],
  ]);
  const hasTimer = statements.some(({ text }) => text.startsWith('setTimeout'));
  if (distractors === null || !hasTimer || key.length < 4) return null;
  return {
    stem: `In which order does this print?\n\n\`\`\`js\n${statements.map(({ text }) => text).join('\n')}\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `First the synchronous code runs to its end (an async function runs at once up to its first \`await\`), then the microtasks in the order they were queued, then the timers by delay: ${key.join(' ')}.`,
    hint: 'Sort the lines into three groups: now, microtask, timer.',
  };
}

const PROBLEM: Record<string, (random: Random) => Variant | null> = { easy: coercion, medium: chain, hard: taskOrder };

/** What expressions evaluate to and programs print. */
export const javascriptEvaluation: ItemModel = {
  id: 'javascript-evaluation',
  version: 1,
  skillId: 'javascript',
  title: 'What JavaScript evaluates and prints',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 35_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 55_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 70_000 },
  ],
  generate: (random, level) => untilMade(() => PROBLEM[level]!(random)),
};
