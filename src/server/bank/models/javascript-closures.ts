import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

const show = (values: readonly unknown[]): string => `\`${values.join(' ')}\``;

/** Functions made in a loop: one shared variable with `var`, one per round with `let`. */
function loop(random: Random): Variant | null {
  const keyword = random.pick(['var', 'let'] as const);
  const [from, count, step] = [random.int(0, 5), random.int(3, 4), random.int(1, 3)];
  const to = from + count * step - random.int(0, step - 1);
  const factor = random.int(2, 5);
  const inside = random.pick([
    { code: `i * ${factor}`, of: (i: number) => i * factor },
    { code: `i + ${factor}`, of: (i: number) => i + factor },
    { code: 'i', of: (i: number) => i },
  ]);
  const own = random.next() < 0.4;
  const values: number[] = [];
  let end = from;
  for (; end < to; end += step) values.push(end);
  const each = values.map(inside.of);
  const shared = values.map(() => inside.of(end));
  const last = values.map(() => inside.of(values.at(-1)!));
  const key = keyword === 'let' || own ? each : shared;
  const wrong: WrongOption[] = [
    [
      show(key === each ? shared : each),
      key === each
        ? 'expects all functions to share one variable'
        : 'expects each function to keep the value of its round',
    ],
    [show(last), 'expects the shared variable to keep the value of the last round'],
    [show(values.map(() => inside.of(from))), 'expects the first value to be kept'],
    [show(values.map((_, index) => inside.of(index))), 'takes the position for the variable'],
    [show(each.map((value) => value + step)), 'reads the variable after the step of each round'],
    [show(values.map(() => inside.of(to))), 'expects the variable to end at the limit'],
  ];
  const distractors = firstDistinct(show(key), [wrong[0]!, ...random.shuffle(wrong.slice(1))]);
  if (distractors === null) return null;
  const body = own
    ? `  const j = i;\n  fs.push(() => ${inside.code.replace('i', 'j')});`
    : `  fs.push(() => ${inside.code});`;
  return {
    stem: `What does this print?\n\n\`\`\`js\nconst fs = [];\nfor (${keyword} i = ${from}; i < ${to}; i += ${step}) {\n${body}\n}\nconsole.log(...fs.map((f) => f()));\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `${own ? '`const j` is a new variable in each round' : keyword === 'let' ? '`let` in the head of a loop makes a new variable for each round' : `\`var\` makes one variable for all rounds, and the functions run after the loop has left it at ${end}`}: ${show(key)}.`,
    hint: 'How many variables are there in the end, and what does each hold when the functions run?',
  };
}

type Counter = { readonly step: () => number; readonly reset: () => number };

/** Counters with state of their own or shared state. */
function counters(random: Random, hard: boolean): Variant | null {
  const [start, by] = [random.int(0, 9), random.int(1, 5)];
  const isShared = random.next() < 0.5;
  const post = random.next() < 0.5;
  const canReset = hard;
  const calls = Array.from({ length: hard ? 6 : 4 }, () => ({
    on: random.pick(['p', 'q'] as const),
    does: canReset && random.next() < 0.3 ? ('reset' as const) : ('step' as const),
  }));
  if (new Set(calls.map(({ on }) => on)).size < 2 || calls.filter(({ does }) => does === 'step').length < 3)
    return null;
  const play = (sharing: boolean, returnsOld: boolean, resets = true): number[] => {
    let common = start;
    const make = (): Counter => {
      let mine = start;
      const read = () => (sharing ? common : mine);
      const write = (value: number) => {
        if (sharing) common = value;
        else mine = value;
        return value;
      };
      return {
        step: () => {
          const old = read();
          const now = write(old + by);
          return returnsOld ? old : now;
        },
        reset: () => (resets ? write(start) : read()),
      };
    };
    const made = { p: make(), q: make() };
    return calls.map(({ on, does }) => made[on][does]());
  };
  const key = play(isShared, post);
  const wrong: WrongOption[] = [
    [
      show(play(!isShared, post)),
      isShared ? 'gives each counter a variable of its own' : 'lets both counters share one variable',
    ],
    [show(play(isShared, !post)), post ? 'returns the value after the step' : 'returns the value before the step'],
    [show(play(!isShared, !post)), 'gets both the sharing and the returned value wrong'],
    [show(play(isShared, post, false)), 'overlooks the reset'],
    [show(play(!isShared, post, false)), 'overlooks the reset and who shares the variable'],
    [show(key.map((value) => value + by)), 'counts one step too many'],
    [show(key.map(() => start + (post ? 0 : by))), 'starts afresh with every call'],
  ];
  const distractors = firstDistinct(show(key), [wrong[0]!, ...random.shuffle(wrong.slice(1))]);
  if (distractors === null) return null;
  const update = post ? `{ const old = n; n += ${by}; return old; }` : `{ n += ${by}; return n; }`;
  const declared = `let n = ${start};`;
  const members = `{\n    step() ${update},${canReset ? `\n    reset() { n = ${start}; return n; },` : ''}\n  }`;
  const code = `${isShared ? `${declared}\n` : ''}function make() {\n${isShared ? '' : `  ${declared}\n`}  return ${members};\n}\nconst p = make();\nconst q = make();\nconsole.log(${calls.map(({ on, does }) => `${on}.${does}()`).join(', ')});`;
  return {
    stem: `What does this print?\n\n\`\`\`js\n${code}\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `${isShared ? 'The variable `n` stands outside `make`, so both objects change the same one' : 'Each call of `make` has an `n` of its own'}; \`step\` returns the value ${post ? 'before' : 'after'} the change. The calls give ${show(key)}.`,
    hint: 'How often is the line with `let n` carried out, and who can see the variable it makes?',
  };
}

/** What functions remember. */
export const javascriptClosures: ItemModel = {
  id: 'javascript-closures',
  version: 1,
  skillId: 'javascript',
  title: 'Variables captured by functions',
  levels: [
    { id: 'easy', difficulty: -0.2, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.6, expectedTimeMs: 80_000 },
  ],
  generate: (random, level) => untilMade(() => (level === 'easy' ? loop(random) : counters(random, level === 'hard'))),
};
