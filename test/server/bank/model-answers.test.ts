import { expect, test, vi } from 'vitest';
import { instantiate } from '@/core/items/item-model';
import { tableOf } from '@/server/bank/models/algorithms-hashing';
import { canDeadlock, type LockStep } from '@/server/bank/models/concurrency-deadlock';
import { finalValues } from '@/server/bank/models/concurrency-interleaving';
import { finishTime } from '@/server/bank/models/concurrency-schedule';
import { holders } from '@/server/bank/models/concurrency-semaphore';
import { ModelRepository } from '@/server/bank/models/git-log-range';
import { freshnessLifetime } from '@/server/bank/models/http-freshness';
import { conditionalStatus } from '@/server/bank/models/http-status';
import { cumulativeAck } from '@/server/bank/models/networking-tcp';
import { cspAllows } from '@/server/bank/models/security-origin';
import { isAccepted } from '@/server/bank/models/security-token';
import { deliversOrder } from '@/server/bank/models/sql-index-order';
import { runSchedule, type ScheduleStep } from '@/server/bank/models/sql-isolation';
import { isoWeek } from '@/server/bank/models/time-calendar';
import { nextRun } from '@/server/bank/models/time-cron';
import { ITEM_MODELS, itemModel } from '@/server/bank/registry';
import reference from '../../vectors/model-answers.json';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

function content(modelId: string, level: string, seed: number) {
  const made = instantiate(itemModel(modelId), level, seed);
  return { ...made, key: made.options.find(({ id }) => id === made.keyId)!.text };
}
const codeBlock = (stem: string) => /```\w*\n([\s\S]*?)\n```/.exec(stem)![1]!;
const run = (body: string): unknown => new Function(body)();

test.each(
  [...new Set(reference.answers.map(({ modelId }) => modelId))].map(
    (modelId) => [modelId, reference.answers.filter((row) => row.modelId === modelId)] as const,
  ),
)('%s gives the answers the real thing gave', (modelId, rows) => {
  for (const { level, seed, answer } of rows)
    expect(content(modelId, level, seed).key, `${level} ${seed}`).toBe(answer);
});

test('the number of steps is what running the program gives', () => {
  for (const level of ['easy', 'medium', 'hard']) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key } = content('algorithms-step-count', level, seed);
      expect(String(run(`${codeBlock(stem)}\nreturn count;`)), stem).toBe(key);
    }
  }
});

test('the value of an array chain is what evaluating it gives', () => {
  for (let seed = 0; seed < 100; seed++) {
    const { stem, key } = content('javascript-evaluation', 'medium', seed);
    const value = run(`return ${/What does `(.*)` evaluate/.exec(stem)![1]};`) as number[];
    expect(`\`[${value.join(', ')}]\``).toBe(key);
  }
});

test('the pattern of a matching item matches the key and no other option', () => {
  for (let seed = 0; seed < 100; seed++) {
    const { stem, key, options } = content('regex-match', 'easy', seed);
    const pattern = new RegExp(/pattern `(.*?)` match/.exec(stem)![1]!);
    expect(options.filter(({ text }) => pattern.test(text.replaceAll('`', ''))).map(({ text }) => text)).toEqual([key]);
  }
});

test('two threads that increment a counter twice can end with 2, 3 or 4 and nothing else', () => {
  type Memory = { x: number; registers: readonly number[] };
  const increments = (thread: number) =>
    [0, 1].flatMap(() => [
      (memory: Memory) => ({
        ...memory,
        registers: memory.registers.map((value, index) => (index === thread ? memory.x : value)),
      }),
      (memory: Memory) => ({ ...memory, x: memory.registers[thread]! + 1 }),
    ]);
  expect(finalValues(0, [increments(0), increments(1)])).toEqual([2, 3, 4]);
});

test('a rebased commit is another commit with the same message', () => {
  const repository = new ModelRepository();
  repository.commit('A');
  repository.create('topic');
  repository.commit('B');
  repository.mark('old');
  repository.switchTo('main');
  repository.commit('C');
  repository.switchTo('topic');
  repository.rebase('main');
  expect(repository.log('topic')).toEqual(['A', 'B', 'C']);
  expect(repository.log('old', 'topic')).toEqual(['B']);
});

const stored = { etag: '"v1"', modified: 10 };
const weak = { etag: 'W/"v1"', modified: 10 };
test.each([
  [
    '13.1.1: If-Match compares strongly, so a weak tag fails',
    conditionalStatus({ method: 'PUT', ifMatch: ['W/"v1"'] }, weak),
    412,
  ],
  [
    '13.1.1: any of the tags of If-Match may match',
    conditionalStatus({ method: 'PUT', ifMatch: ['"v0"', '"v1"'] }, stored),
    204,
  ],
  ['13.1.2: If-None-Match compares weakly', conditionalStatus({ method: 'GET', ifNoneMatch: ['"v1"'] }, weak), 304],
  [
    '13.1.2: a method other than GET and HEAD gets 412',
    conditionalStatus({ method: 'PUT', ifNoneMatch: '*' }, stored),
    412,
  ],
  [
    '13.1.3: If-Modified-Since is ignored beside If-None-Match',
    conditionalStatus({ method: 'GET', ifNoneMatch: ['"v0"'], ifModifiedSince: 12 }, stored),
    200,
  ],
  [
    '13.1.3: If-Modified-Since is ignored for PUT',
    conditionalStatus({ method: 'PUT', ifModifiedSince: 12 }, stored),
    204,
  ],
  ['13.1.3: the same date is not later', conditionalStatus({ method: 'HEAD', ifModifiedSince: 10 }, stored), 304],
  [
    '13.1.4: If-Unmodified-Since is ignored beside If-Match',
    conditionalStatus({ method: 'PUT', ifMatch: ['"v1"'], ifUnmodifiedSince: 5 }, stored),
    204,
  ],
  ['13.1.4: a later change fails', conditionalStatus({ method: 'DELETE', ifUnmodifiedSince: 9 }, stored), 412],
  [
    '13.2.1: conditions are ignored when the answer is no success anyway',
    conditionalStatus({ method: 'GET', ifMatch: ['"v1"'] }, null),
    404,
  ],
  [
    '13.2.2: If-Match comes before If-None-Match',
    conditionalStatus({ method: 'GET', ifMatch: ['"v0"'], ifNoneMatch: ['"v1"'] }, stored),
    412,
  ],
])('RFC 9110, %s', (_, status, expected) => {
  expect(status).toBe(expected);
});

const LEVELS = ['easy', 'medium', 'hard'];

test.each(['javascript-closures', 'javascript-references'])('%s: running the program prints the key', (modelId) => {
  for (const level of LEVELS) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key } = content(modelId, level, seed);
      const printed: unknown[] = [];
      new Function('console', codeBlock(stem))({ log: (...values: unknown[]) => printed.push(...values) });
      expect(`\`${printed.join(' ')}\``, stem).toBe(key);
    }
  }
});

test('the value of nested logical operators is what evaluating them gives', () => {
  for (const level of LEVELS) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key } = content('javascript-operators', level, seed);
      const value = run(`return ${/What does `(.*)` evaluate/.exec(stem)![1]};`);
      expect(`\`${typeof value === 'string' ? `'${value}'` : String(value)}\``, stem).toBe(key);
    }
  }
});

test('the functions called by && and || are those that evaluation calls', () => {
  for (const level of LEVELS) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key } = content('logic-short-circuit', level, seed);
      const traced = codeBlock(stem).replace(
        /const (\w+) = \(\) => (\w+);/g,
        "const $1 = () => (calls.push('$1'), $2);",
      );
      const expression = /when `(.*)` is evaluated/.exec(stem)![1];
      expect(run(`const calls = []; ${traced} ${expression}; return calls.join(', ');`), stem).toBe(key);
    }
  }
});

test('the bits of a result are those the engine computes', () => {
  for (const level of LEVELS) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key } = content('logic-bits', level, seed);
      const [, expression, width] = /value of `(.*)`, written with (\d)/.exec(stem)!;
      const value = run(
        `const ${codeBlock(stem).replaceAll(';', ',').replace(/,$/, ';')} return (${expression}) & 255;`,
      ) as number;
      expect(`\`0b${(value & (2 ** Number(width) - 1)).toString(2).padStart(Number(width), '0')}\``, stem).toBe(key);
    }
  }
});

test('the pattern chosen accepts and rejects as asked, and no other option does', () => {
  for (const level of LEVELS) {
    for (let seed = 0; seed < 100; seed++) {
      const { stem, key, options } = content('regex-choice', level, seed);
      const [good, bad] = stem
        .split(' and rejects ')
        .map((part) => [...part.matchAll(/`([^`]+)`/g)].map(([, text]) => text!));
      const fits = options.filter(({ text }) => {
        const pattern = new RegExp(text.replaceAll('`', ''));
        return good!.every((one) => pattern.test(one)) && !bad!.some((one) => pattern.test(one));
      });
      expect(fits.map(({ text }) => text)).toEqual([key]);
    }
  }
});

test('no stem or explanation shows a value that is missing', () => {
  for (const { id, levels } of ITEM_MODELS) {
    if (id.startsWith('javascript') || id.startsWith('sql')) continue; // there these words are part of the language
    for (const level of levels) {
      for (let seed = 0; seed < 300; seed++) {
        const { stem, explanation } = content(id, level.id, seed);
        expect(`${stem} ${explanation}`).not.toMatch(/\b(undefined|null|NaN)\b/);
      }
    }
  }
});

const session = (name: 'A' | 'B', ...steps: readonly string[]): ScheduleStep[] =>
  steps.map((step): ScheduleStep => {
    const [what, amount] = step.split(' ');
    return what === 'add' || what === 'set'
      ? { session: name, do: what, amount: Number(amount) }
      : { session: name, do: what as 'begin' | 'read' | 'commit' | 'rollback' };
  });

test('at REPEATABLE READ a snapshot is taken by the first statement, not by BEGIN', () => {
  const steps = [
    ...session('A', 'begin'),
    ...session('B', 'begin', 'add 5', 'commit'),
    ...session('A', 'read'),
    ...session('B', 'begin', 'add 7', 'commit'),
    ...session('A', 'read'),
  ];
  expect(runSchedule(100, steps, 'REPEATABLE READ').reads.map(({ value }) => value)).toEqual([105, 105]);
  expect(runSchedule(100, steps, 'READ COMMITTED').reads.map(({ value }) => value)).toEqual([105, 112]);
});

test('a value computed before and written back overwrites what was committed in between', () => {
  const steps = [
    ...session('A', 'begin', 'read'),
    ...session('B', 'begin', 'add 5', 'commit'),
    ...session('A', 'set 110', 'commit'),
  ];
  expect(runSchedule(100, steps, 'READ COMMITTED').committed).toBe(110);
});

test('an index serves orders of its leading columns forwards and backwards, not mixed', () => {
  const index = [
    { column: 'a', descending: false },
    { column: 'b', descending: true },
  ];
  const by = (...terms: [string, boolean][]) => terms.map(([column, descending]) => ({ column, descending }));
  expect(deliversOrder(index, [], by(['a', false], ['b', true]))).toBe(true);
  expect(deliversOrder(index, [], by(['a', true], ['b', false]))).toBe(true);
  expect(deliversOrder(index, [], by(['a', false], ['b', false]))).toBe(false);
  expect(deliversOrder(index, [], by(['b', true]))).toBe(false);
  expect(deliversOrder(index, ['a'], by(['b', false]))).toBe(true);
});

test('two threads that take two locks in opposite order can deadlock, with a common outer lock they cannot', () => {
  const program = (text: string): LockStep[] =>
    text.split(' ').map((step) => ({ does: step[0] === '+' ? 'lock' : 'unlock', what: step.slice(1) }));
  expect(canDeadlock([program('+a +b -b -a'), program('+b +a -a -b')])).toBe(true);
  expect(canDeadlock([program('+c +a +b -b -a -c'), program('+c +b +a -a -b -c')])).toBe(false);
  expect(canDeadlock([program('+a -a +b -b'), program('+b +a -a -b')])).toBe(false);
});

test('small facts behind the simulators', () => {
  expect(tableOf([7, 14, 1], 7, (key, attempt, size) => (key + attempt) % size).slice(0, 3)).toEqual([7, 14, 1]);
  expect(
    holders(1, [
      { task: 'P', does: 'acquire' },
      { task: 'Q', does: 'acquire' },
      { task: 'R', does: 'acquire' },
      { task: 'P', does: 'release' },
    ]),
  ).toEqual({ held: ['Q'], waiting: ['R'] });
  expect(
    finishTime(
      [
        { name: 'A', minutes: 3, after: [] },
        { name: 'B', minutes: 4, after: [] },
        { name: 'C', minutes: 2, after: ['A'] },
      ],
      2,
    ),
  ).toBe(5);
  expect(
    cumulativeAck(1, [
      { seq: 101, length: 50 },
      { seq: 1, length: 60 },
    ]),
  ).toBe(61);
  expect(
    cumulativeAck(1, [
      { seq: 101, length: 50 },
      { seq: 1, length: 100 },
    ]),
  ).toBe(151);
  expect(freshnessLifetime({ maxAge: 60, sMaxAge: 600, expires: 5 }, true)).toBe(600);
  expect(freshnessLifetime({ maxAge: 60, sMaxAge: 600, expires: 5 }, false)).toBe(60);
  expect(isoWeek(Date.UTC(2021, 0, 3) / 86_400_000)).toEqual({ year: 2020, week: 53 });
});

test('RFC 7519: a token is valid from nbf on and no longer at exp', () => {
  const token = { nbf: 100, exp: 200, aud: 'api', iss: 'sso' };
  const at = (now: number, leeway = 0) => isAccepted(token, { now, leeway, aud: 'api', iss: 'sso' });
  expect([at(99), at(100), at(199), at(200), at(209, 10), at(210, 10)]).toEqual([
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('CSP: a wildcard does not stand for the domain itself, and a path without slash is exact', () => {
  const source = { scheme: null, host: '*.cdn.example', port: null, path: '/js/' };
  expect(cspAllows(source, 'https://a.b.cdn.example/js/x.js')).toBe(true);
  expect(cspAllows(source, 'https://cdn.example/js/x.js')).toBe(false);
  expect(cspAllows(source, 'https://a.cdn.example:8443/js/x.js')).toBe(false);
  expect(cspAllows({ ...source, path: '/js' }, 'https://a.cdn.example/js/x.js')).toBe(false);
});

test('crontab(5): with both day fields restricted either of them is enough', () => {
  const fields = { minutes: [0], hours: [12], days: [13], weekdays: [5] };
  const monday = Date.UTC(2026, 5, 8) / 60_000; // Monday 8 June 2026: the next Friday is the 12th
  expect(new Date(nextRun(fields, monday) * 60_000).toISOString()).toBe('2026-06-12T12:00:00.000Z');
  expect(new Date(nextRun(fields, monday, 'and') * 60_000).toISOString()).toBe('2026-11-13T12:00:00.000Z');
});
