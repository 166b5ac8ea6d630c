import { expect, test } from 'vitest';
import { z } from 'zod';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import { noCalls } from '@/server/evaluation/purse';
import { createFence } from '@/server/llm/fence';
import { LlmSettings } from '@/server/llm/llm-settings';
import { callForJson } from '@/server/llm/structured-call';
import { fails, says, startOpenAiDouble } from '~test/support/openai-double';

/** A clock that only sleeping moves. */
function aClock() {
  let ms = 0;
  const slept: number[] = [];
  const sleep = async (duration: number) => {
    slept.push(duration);
    ms += duration;
  };
  return { slept, tools: { now: () => ms, random: () => 0, sleep } };
}

type Shared = { baseUrl: string; pauses: ReturnType<typeof createProviderPauses> };

const ask = ({ baseUrl, pauses }: Shared, { tools }: ReturnType<typeof aClock>) =>
  callForJson({
    settings: LlmSettings.parse({ name: 'd', baseUrl, model: 'm' }),
    schema: z.object({ ok: z.boolean() }),
    instructions: 'Answer.',
    prompt: 'Now.',
    fence: createFence(),
    maxOutputTokens: 10,
    signal: new AbortController().signal,
    tools,
    calls: { ...noCalls(), pauses },
  });

test('the pause one call is asked for is kept by the next call of another run, and by no call to another provider', async () => {
  await using double = await startOpenAiDouble(fails(429, 'slow down', { 'retry-after': '15' }), says({ ok: true }));
  await using other = await startOpenAiDouble(says({ ok: true }));
  const clock = aClock();
  const pauses = createProviderPauses({ now: clock.tools.now, redis: null });
  const still = { ...clock, tools: { ...clock.tools, sleep: () => Promise.reject(new Error('asleep')) } };
  await expect(ask({ baseUrl: double.baseUrl, pauses }, still)).rejects.toThrow('asleep');
  expect(await ask({ baseUrl: other.baseUrl, pauses }, still)).toMatchObject({ status: 'answered' });
  expect(await ask({ baseUrl: double.baseUrl, pauses }, clock)).toMatchObject({ status: 'answered' });
  expect(clock.slept).toEqual([15_000]);
  expect(await ask({ baseUrl: double.baseUrl, pauses }, still)).toMatchObject({ status: 'answered' });
});

test('while a pause lasts longer than anyone waits, nobody asks, and everybody says why', async () => {
  await using double = await startOpenAiDouble(fails(429, 'slow down', { 'retry-after': '600' }), says({ ok: true }));
  const clock = aClock();
  const pauses = createProviderPauses({ now: clock.tools.now, redis: null });
  await ask({ baseUrl: double.baseUrl, pauses }, clock);
  expect(await ask({ baseUrl: double.baseUrl, pauses }, clock)).toMatchObject({
    class: 'rate_limited',
    message: 'The provider asked for a pause that lasts 600 more seconds, so it was not asked.',
    usage: { requests: 0 },
  });
  expect(double.requests).toHaveLength(1);
  await clock.tools.sleep(600_000);
  expect(await ask({ baseUrl: double.baseUrl, pauses }, clock)).toMatchObject({ status: 'answered' });
});

test('no provider is left alone for longer than an hour', async () => {
  const pauses = createProviderPauses({ now: () => 0, redis: null });
  await pauses.pause('d', 1e12);
  expect(await pauses.remainingMs('d')).toBe(3_600_000);
});
