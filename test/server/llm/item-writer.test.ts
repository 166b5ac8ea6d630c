import { expect, test } from 'vitest';
import { WRITABLE_TYPES, type WritableTypeName } from '@/core/items/bank-task';
import { seededRandom } from '@/core/items/random';
import { keyAnswerOf, presentContent } from '@/core/items/types/registry';
import { createPurse } from '@/server/evaluation/purse';
import { createModelSolver } from '@/server/llm/item-solver';
import { createItemWriter } from '@/server/llm/item-writer';
import { WRITTEN_OF } from '~test/support/item-writing-double';
import { says, startOpenAiDouble } from '~test/support/openai-double';

const tools = { now: () => 0, random: () => 0.5, sleep: async () => undefined };
const { signal } = new AbortController();

async function aModelThatSays(answer: unknown, structuredOutputs = false) {
  const double = await startOpenAiDouble(says(answer));
  const settings = {
    name: 'double',
    baseUrl: double.baseUrl,
    model: 'double',
    timeoutMs: 5_000,
    structuredOutputs,
  };
  const calls = { scope: '', cache: null, purse: createPurse(null) };
  return { double, settings, calls };
}

async function write(type: WritableTypeName, answer: unknown, structuredOutputs = false) {
  const { double, settings, calls } = await aModelThatSays(answer, structuredOutputs);
  await using _ = double;
  const skill = { name: 'SQL', description: 'Queries.' };
  const draft = await createItemWriter(settings, calls, tools)(
    { type, skill, level: 'Easy.', source: '', avoid: [] },
    0,
    signal,
  );
  const { messages, body } = double.requests[0]!;
  return { draft, instructions: messages[0]!.content, format: body.response_format };
}

test.each(WRITABLE_TYPES)('a sound answer for %s becomes an item whose key is what was written', async (type) => {
  const { draft } = await write(type, WRITTEN_OF[type].sound);
  expect(draft).toMatchObject({ status: 'written', content: { type } });
  if (draft.status !== 'written') return;
  const { shown, key } = presentContent(draft.content, seededRandom('test'));
  const options = 'options' in shown ? shown.options : [];
  const said = JSON.stringify(keyAnswerOf(key), (_, value) => options.find(({ id }) => id === value)?.text ?? value);
  expect(said).toBe(
    JSON.stringify(
      {
        singleChoice: { type, optionId: 'Lookup 0 by tree' },
        multipleResponse: { type, optionIds: expectedKeys(options) },
        numeric: { type, text: '2', unit: 's' },
        shortText: { type, text: 'DISTINCT' },
        ordering: {
          type,
          optionIds: ['Parse the statement', 'Plan the joins', 'Run the operators', 'Return the rows'],
        },
      }[type],
    ),
  );
});

const expectedKeys = (options: readonly { text: string }[]) =>
  options.map(({ text }) => text).filter((text) => text.endsWith('tree'));

const { singleChoice, multipleResponse, numeric, shortText, ordering } = WRITTEN_OF;
const wrong = (text: string) => ({ text, misconception: 'a mistake' });

test.each<[WritableTypeName, string, object, string]>([
  ['singleChoice', 'a missing key', { ...singleChoice.sound, key: undefined }, 'key'],
  ['singleChoice', 'two distractors', { ...singleChoice.sound, distractors: [wrong('x'), wrong('y')] }, 'distractors'],
  ['singleChoice', 'HTML in an option', { ...singleChoice.sound, key: '<b>Lookup</b>' }, 'There is HTML in it: <b>'],
  ['singleChoice', 'HTML in the stem', { ...singleChoice.sound, stem: 'Which&nbsp;plan finds a row?' }, '&nbsp;'],
  ['multipleResponse', 'no key', { ...multipleResponse.sound, keys: [] }, 'fewer than two keys'],
  [
    'multipleResponse',
    'a key among the distractors',
    { ...multipleResponse.sound, distractors: [wrong('plain  TREE'), wrong('Heap')] },
    'Two options say the same.',
  ],
  [
    'multipleResponse',
    'more keys than distractors',
    { ...multipleResponse.sound, keys: ['one', 'two', 'three'] },
    'There are more keys than distractors.',
  ],
  ['multipleResponse', 'the answer of another type', singleChoice.sound, 'keys'],
  [
    'multipleResponse',
    'nine options',
    { ...multipleResponse.sound, distractors: [...'abcdefg'].slice(0, 6).map(wrong), keys: ['p', 'q', 'r'] },
    'There are 9 options instead of 4 to 8.',
  ],
  ['numeric', 'a key that is no number', { ...numeric.sound, key: 'two' }, 'key'],
  [
    'numeric',
    'a negative tolerance',
    { ...numeric.sound, tolerance: { kind: 'absolute', value: -1 } },
    'The tolerance is not 0 or more.',
  ],
  [
    'numeric',
    'a tolerance that takes everything',
    { ...numeric.sound, tolerance: { kind: 'absolute', value: 2 } },
    'as wide as the key',
  ],
  ['numeric', 'a unit twice', { ...numeric.sound, otherUnits: [{ unit: 's', factor: 2 }] }, 'A unit stands twice.'],
  [
    'numeric',
    'a factor of 0',
    { ...numeric.sound, otherUnits: [{ unit: 'ms', factor: 0 }] },
    'The factor of a unit is not a number other than 0.',
  ],
  ['shortText', 'nothing accepted', { ...shortText.sound, accepted: [] }, 'accepted'],
  [
    'shortText',
    'the same text twice',
    { ...shortText.sound, accepted: ['Distinct', 'DISTINCT'] },
    'Two accepted texts are the same when compared.',
  ],
  ['shortText', 'dressed words', { ...shortText.sound, accepted: ['<i>DISTINCT</i>'] }, 'There is HTML in it: <i>'],
  ['ordering', 'three steps', { ...ordering.sound, steps: ['one', 'two', 'three'] }, 'steps'],
  [
    'ordering',
    'equal steps',
    { ...ordering.sound, steps: ['Parse it', 'Plan it', 'parse it', 'Run it'] },
    'Two steps say the same.',
  ],
])('an item of type %s with %s is refused with the problem named', async (type, _, answer, problem) => {
  const { draft } = await write(type, answer);
  expect(draft).toEqual({ status: 'failed', problem: expect.stringContaining(problem) });
});

test.each(WRITABLE_TYPES)('a provider that holds answers to a schema is sent the schema of %s', async (type) => {
  const { draft, format } = await write(type, WRITTEN_OF[type].sound, true);
  expect(draft.status).toBe('written');
  const { json_schema: sent } = format as { json_schema: { schema: { properties: object } } };
  expect(Object.keys(sent.schema.properties).toSorted()).toEqual(Object.keys(WRITTEN_OF[type].sound).toSorted());
});

test('a tag in code, or asked for as the answer, is not markup', async () => {
  const stem = 'Which tag is the parent of `<td>` in a table row?';
  const { draft } = await write('shortText', { ...shortText.sound, stem, accepted: ['<tr>', 'tr'] });
  expect(draft.status).toBe('written');
});

test('a model is told the rules of the type it writes and of no other', async () => {
  const asked = await Promise.all(
    WRITABLE_TYPES.map(async (type) => (await write(type, WRITTEN_OF[type].sound)).instructions),
  );
  for (const [n, words] of [
    'It is single choice',
    'It is multiple response',
    '"tolerance"',
    '"accepted"',
    '"steps"',
  ].entries())
    expect(asked.map((text) => text.includes(words))).toEqual(WRITABLE_TYPES.map((_, place) => place === n));
  for (const text of asked) expect(text).toMatch(/begin with <<<NAME [0-9a-f]{24}>>>/);
});

test.each([
  [
    ['B', 'a'],
    ['B', 'A'],
  ],
  [
    ['Step B: plan', '(c)', 'A.'],
    ['B', 'C', 'A'],
  ],
  [
    ['A plan', 'Begin'],
    ['A plan', 'Begin'],
  ], // names no option, so it counts as no answer
])('a solver that orders by %j is taken at its letters', async (answer, optionIds) => {
  const { double, settings, calls } = await aModelThatSays({ answer });
  await using _ = double;
  const options = ['A', 'B', 'C'].map((id) => ({ id, text: `step ${id}` }));
  const solver = createModelSolver(settings, calls, tools);
  expect(await solver.solve({ type: 'ordering', stem: 'In which order?', options }, 0, signal)).toEqual({
    type: 'ordering',
    optionIds,
  });
});
