import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SimulationUpdate } from '@/protocol/simulation';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, SHORT_RULES, SMALL_GRAPH, startAssayServer } from '~test/support/assay-server';

let assay: AssayServer;
let socket: ApiSocket;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const recruiter = await assay.addPerson(await assay.addOrganisation(), 'recruiter');
  socket = await ApiSocket.connect(assay.origin, { cookie: recruiter.cookie });
});
afterAll(async () => {
  await socket.close();
  await assay.stop();
});

async function simulate(input: object): Promise<SimulationUpdate[]> {
  const updates: SimulationUpdate[] = [];
  await socket.subscribe('assessment.onSimulation', input, ({ data }) => updates.push(data as SimulationUpdate));
  await expect.poll(() => updates.at(-1)?.kind, { timeout: 20_000 }).toBe('outcome');
  return updates;
}

test('tells a recruiter before publishing how long and how precise a draft will be, the same each time', async () => {
  const draft = { graph: SMALL_GRAPH, rules: SHORT_RULES };
  const updates = await simulate(draft);
  const outcome = updates.at(-1);
  if (outcome?.kind !== 'outcome') throw new Error('no outcome');
  expect(updates.length).toBeGreaterThan(10);
  expect(outcome.items.minimum).toBeGreaterThanOrEqual(SHORT_RULES.minItems);
  expect(outcome.items.maximum).toBeLessThanOrEqual(SHORT_RULES.maxItems);
  expect(outcome.composite.rmse).toBeLessThan(1); // less than knowing nothing
  expect(outcome.composite.coverage90).toBeGreaterThan(0.8);
  expect(outcome.stopReasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect((await simulate(draft)).at(-1)).toEqual(outcome);
});

test('says that more items give a more precise result', async () => {
  const error = async (maxItems: number) => {
    const outcome = (
      await simulate({ graph: SMALL_GRAPH, rules: { ...SHORT_RULES, minItems: maxItems, maxItems } })
    ).at(-1);
    return outcome?.kind === 'outcome' ? outcome.composite.rmse : Number.NaN;
  };
  expect(await error(16)).toBeLessThan(await error(4));
});

test('refuses a draft the bank cannot serve', async () => {
  const rules = { ...SHORT_RULES, minItems: 100, maxItems: 100 };
  const refused = socket.subscribe('assessment.onSimulation', { graph: SMALL_GRAPH, rules }, () => undefined);
  await expect(refused).rejects.toMatchObject({ code: 'rules_unsatisfiable' });
});
