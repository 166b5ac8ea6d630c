import { expect, test } from 'vitest';
import { instantiate } from '@/core/items/item-model';
import { finalValues } from '@/server/bank/models/concurrency-interleaving';
import { ModelRepository } from '@/server/bank/models/git-log-range';
import { conditionalStatus } from '@/server/bank/models/http-status';
import { itemModel } from '@/server/bank/registry';
import reference from '../../vectors/model-answers.json';

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
