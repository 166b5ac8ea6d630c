import { expect, test } from 'vitest';
import { TAXONOMY } from '@/server/bank/taxonomy';
import { createModelReader } from '@/server/llm/skill-reader';
import { type Behaviour, fails, says, startOpenAiDouble } from '~test/support/openai-double';

const TEXT = 'We need someone fluent in SQL. Knowledge of Git is a plus. You will lead a kitchen.';
const tools = { now: () => 0, random: () => 0.5, sleep: async () => undefined };

async function read(...behaviours: [Behaviour, ...Behaviour[]]) {
  await using double = await startOpenAiDouble(...behaviours);
  const settings = {
    name: 'double',
    baseUrl: double.baseUrl,
    model: 'double',
    timeoutMs: 5_000,
    structuredOutputs: false,
  };
  return await createModelReader(settings, TAXONOMY, tools)(TEXT, new AbortController().signal);
}

test('takes the skills a model names, with the words they were read from', async () => {
  const { graph, matches, note } = await read(
    says({
      skills: [
        { id: 'git', priority: 'L', quote: 'Knowledge of Git' },
        { id: 'sql', priority: 'H', quote: 'fluent in SQL' },
      ],
    }),
  );
  expect(note).toBeNull();
  expect(graph.nodes.map(({ skillId, priority }) => [skillId, priority])).toEqual([
    ['sql', 'H'],
    ['git', 'L'],
  ]);
  const { start, end } = matches[0]!.evidence[0]!;
  expect(TEXT.slice(start, end)).toBe('fluent in SQL');
});

test('drops what a model makes up: unknown skills, repeats, and quotes that are not in the text', async () => {
  const { graph } = await read(
    says({
      skills: [
        { id: 'sql', priority: 'H', quote: 'SQL' },
        { id: 'sql', priority: 'L', quote: 'SQL' },
        { id: 'telepathy', priority: 'H', quote: 'SQL' },
        { id: 'networking', priority: 'H', quote: 'deep knowledge of routing' },
      ],
    }),
  );
  expect(graph.nodes.map(({ skillId }) => skillId)).toEqual(['sql']);
});

test('reads by matching, and says so, when the model fails or finds nothing', async () => {
  const failed = await read(fails(401));
  expect(failed.graph.nodes.map(({ skillId }) => skillId)).toContain('sql');
  expect(failed.note).toMatch(/matching words/);
  const empty = await read(says({ skills: [] }));
  expect(empty.note).toMatch(/matching words/);
});
