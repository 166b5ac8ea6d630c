import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { FollowedStream } from '~test/support/followed-stream';

const WATCHERS = 500;

let assay: AssayServer;
let cookie: string;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { EVALUATION_THREADS: '1' });
  cookie = (await assay.addPerson(await assay.addOrganisation(), 'auditor')).cookie;
});
afterAll(() => assay.stop());

test('five hundred watchers of a run each get every event once, and an event is encoded once for all of them', async () => {
  const auditor = await ApiSocket.connect(assay.origin, { cookie });
  const { runId } = await auditor.mutate<{ runId: string }>('run.create', {
    source: SOURCE,
    output: `${OUTPUT} `.repeat(20),
  });
  const isLast = ({ type }: { type: string }) => type === 'runCompleted';
  const watchers = Array.from(
    { length: WATCHERS },
    () => new FollowedStream(assay.origin, cookie, 'run.onEvent', { runId, lastEventId: 0 }, isLast),
  );
  await expect.poll(() => watchers.every(({ connections }) => connections > 0), { timeout: 30_000 }).toBe(true);
  const before = assay.services.payloads.encodings();
  assay.startJobs();
  await Promise.all(watchers.map(({ done }) => done));

  const { state } = await auditor.query<{ state: { seq: number } }>('run.get', { runId });
  const whole = Array.from({ length: state.seq }, (_, i) => i + 1);
  for (const { events } of watchers) expect(events.map(({ seq }) => seq)).toEqual(whole);
  const last = watchers[0]!.events.at(-1) as unknown as RunEventEnvelope;
  expect(last.type).toBe('runCompleted');
  expect(assay.services.payloads.encodings() - before).toBeLessThanOrEqual(state.seq);
  await auditor.close();
}, 90_000);
