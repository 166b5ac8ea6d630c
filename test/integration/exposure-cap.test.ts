import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CandidateView } from '@/core/assessment/candidate-view';
import { FADE } from '@/core/psychometrics/exposure-control';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { finish } from '~test/support/sessions';
import { simulatedBank } from '~test/support/simulated-organisation';

const SESSIONS = 40;
const CAP = 0.25;
/** Between two sessions, so that each draws from counters that hold all those before it. */
const APART_MS = 61_000;

let assay: AssayServer;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
});
afterAll(() => assay.stop());

test('capped sessions through the real services: no item goes far beyond its cap, and the counters are what was given', async () => {
  const bank = simulatedBank(24, 0, 'capped').map(({ truth: _truth, status: _status, ...item }) => item);
  const organisationId = await assay.addOrganisation('Capped', bank);
  const { id: recruiterId } = await assay.addPerson(organisationId, 'recruiter');
  const rules = { minItems: 4, maxItems: 4, exposureCap: CAP };
  const { invite, assessmentId } = await assay.publish(organisationId, recruiterId, rules);
  const { prisma } = assay.database;
  const order: string[] = [];
  for (let index = 0; index < SESSIONS; index++) {
    const person = await assay.addPerson();
    const applicationId = await invite(person);
    const socket = await ApiSocket.connect(assay.origin, { cookie: person.cookie });
    const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true });
    const { view } = await socket.query<{ view: CandidateView }>('session.get', { sessionId });
    expect((await finish(socket, sessionId, view)).status).toBe('completed');
    await socket.close();
    order.push(sessionId);
    while ((await prisma.sessionSettlement.count()) < order.length) await delay(20);
    assay.clock.advance(APART_MS);
  }

  const rows = await prisma.presentation.findMany({ where: { session: { assessmentId } } });
  expect(rows).toHaveLength(4 * SESSIONS);
  const given = Map.groupBy(rows, ({ itemId }) => itemId);
  const most = Math.max(...[...given.values()].map(({ length }) => length)) / SESSIONS;
  expect(most).toBeLessThanOrEqual(CAP + 0.05);

  const counters = await prisma.exposureCounter.findMany({ where: { organisationId } });
  expect(counters).toHaveLength(bank.length);
  for (const counter of counters) {
    const places = (given.get(counter.itemId) ?? []).map(({ sessionId }) => order.indexOf(sessionId));
    expect(counter).toMatchObject({ sessions: SESSIONS, presented: places.length });
    expect(counter.given).toBeCloseTo(
      places.reduce((sum, place) => sum + FADE ** (SESSIONS - 1 - place), 0),
      6,
    );
    expect(counter.eligible).toBeGreaterThanOrEqual(counter.given);
  }
  expect(counters.some(({ eligible }) => eligible < (1 - FADE ** SESSIONS) / (1 - FADE) - 0.5)).toBe(true);
}, 180_000);
