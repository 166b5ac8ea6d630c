import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

type Shape = { n: number; list: number[]; inner: { m: number } };
type Way = 'alias' | 'spread' | 'assign' | 'deep' | 'json' | 'nested';

const COPY: Record<Way, { readonly code: string; readonly of: (from: Shape) => Shape }> = {
  alias: { code: 'a', of: (from) => from },
  spread: { code: '{ ...a }', of: (from) => ({ ...from }) },
  assign: { code: 'Object.assign({}, a)', of: (from) => Object.assign({}, from) },
  deep: { code: 'structuredClone(a)', of: (from) => structuredClone(from) },
  json: { code: 'JSON.parse(JSON.stringify(a))', of: (from) => JSON.parse(JSON.stringify(from)) as Shape },
  nested: { code: '{ ...a, inner: { ...a.inner } }', of: (from) => ({ ...from, inner: { ...from.inner } }) },
};

type Change = { readonly code: string; readonly run: (a: Shape, b: Shape) => void };

function drawChange(random: Random): Change {
  const value = random.int(10, 99);
  return random.pick<Change>([
    {
      code: `b.n = ${value};`,
      run: (_, b) => {
        b.n = value;
      },
    },
    {
      code: `a.n = ${value};`,
      run: (a) => {
        a.n = value;
      },
    },
    {
      code: `b.inner.m = ${value};`,
      run: (_, b) => {
        b.inner.m = value;
      },
    },
    {
      code: `a.inner.m = ${value};`,
      run: (a) => {
        a.inner.m = value;
      },
    },
    {
      code: `b.inner = { m: ${value} };`,
      run: (_, b) => {
        b.inner = { m: value };
      },
    },
    { code: `b.list.push(${value});`, run: (_, b) => void b.list.push(value) },
    {
      code: `b.list = [...b.list, ${value}];`,
      run: (_, b) => {
        b.list = [...b.list, value];
      },
    },
    {
      code: `a.list = a.list.concat(${value});`,
      run: (a) => {
        a.list = a.list.concat(value);
      },
    },
    {
      code: `a.list[0] = ${value};`,
      run: (a) => {
        a.list[0] = value;
      },
    },
  ]);
}

const PRINTED: Record<string, readonly (readonly [code: string, of: (a: Shape, b: Shape) => unknown])[]> = {
  easy: [
    ['a.n', (a) => a.n],
    ['b.n', (_, b) => b.n],
    ['a.list.length', (a) => a.list.length],
  ],
  medium: [
    ['a.n', (a) => a.n],
    ['a.inner.m', (a) => a.inner.m],
    ['b.inner.m', (_, b) => b.inner.m],
  ],
  hard: [
    ['a.inner.m', (a) => a.inner.m],
    ['b.inner.m', (_, b) => b.inner.m],
    ['a.list.join()', (a) => a.list.join()],
    ['b.list.join()', (_, b) => b.list.join()],
  ],
};

function attempt(random: Random, level: string): Variant | null {
  const [n, m, first, second] = [random.int(10, 99), random.int(10, 99), random.int(10, 99), random.int(10, 99)];
  const ways: readonly Way[] =
    level === 'easy' ? ['alias', 'spread', 'deep'] : ['alias', 'spread', 'assign', 'deep', 'json', 'nested'];
  const way = random.pick(ways);
  const changes = Array.from({ length: level === 'hard' ? 4 : 3 }, () => drawChange(random));
  if (new Set(changes.map(({ code }) => code.replace(/\d+/, ''))).size !== changes.length) return null;
  const printed = PRINTED[level]!;
  const play = (how: Way, which: readonly Change[] = changes): string => {
    const a: Shape = { n, list: [first, second], inner: { m } };
    const b = COPY[how].of(a);
    for (const { run } of which) run(a, b);
    return `\`${printed.map(([, of]) => String(of(a, b))).join(' ')}\``;
  };
  const key = play(way);
  const others = (Object.keys(COPY) as Way[]).filter((other) => other !== way);
  const meaning: Record<Way, string> = {
    alias: 'takes the copy for another name of the same object',
    spread: 'expects the inner objects to be shared and nothing else',
    assign: 'expects only the first level to be copied',
    deep: 'expects everything to be copied',
    json: 'expects the copy to share nothing',
    nested: 'expects the inner object to be copied and the list to be shared',
  };
  const distractors = firstDistinct(key, [
    ...random.shuffle(others).map((other): WrongOption => [play(other), meaning[other]]),
    ...random.shuffle(changes.map((_, index): WrongOption => [play(way, changes.filter((_one, at) => at !== index)), 'overlooks one of the changes'])), // biome-ignore format: one row
  ]);
  const telling = new Set(others.map((other) => play(other)).filter((text) => text !== key)).size;
  if (distractors === null || telling < 1 || new Set([key, ...distractors.map(({ text }) => text)]).size < 4)
    return null;
  const shared = { alias: '`b` is another name for the object `a` names', spread: 'The first level is copied; `inner` and `list` are shared', assign: 'The first level is copied; `inner` and `list` are shared', deep: 'Everything is copied, nothing is shared', json: 'Everything is copied by way of a text, nothing is shared', nested: 'The first level and `inner` are copied; `list` is shared' }[way]; // biome-ignore format: one row
  return {
    stem: `What does this print?\n\n\`\`\`js\nconst a = { n: ${n}, list: [${first}, ${second}], inner: { m: ${m} } };\nconst b = ${COPY[way].code};\n${changes.map(({ code }) => code).join('\n')}\nconsole.log(${printed.map(([code]) => code).join(', ')});\n\`\`\``,
    key,
    distractors,
    explanation: `${shared}. A change inside a shared object shows through both names, an assignment to a property of one object does not. So it prints ${key}.`,
    hint: 'Draw the objects as boxes and note which boxes `a` and `b` lead to before each line.',
  };
}

/** What copies share; the statements themselves are carried out. */
export const javascriptReferences: ItemModel = {
  id: 'javascript-references',
  version: 1,
  skillId: 'javascript',
  title: 'References and copies of objects',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 65_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 85_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
