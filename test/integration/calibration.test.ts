import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { foldSession, NEW_SESSION } from '@/core/assessment/session';
import { reportSession } from '@/core/assessment/session-report';
import { createEventLog } from '@/server/repositories/event-log';
import { recorded } from '@/server/repositories/session-repository';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { people, simulatedBank, simulateOrganisation } from '~test/support/simulated-organisation';

const PEOPLE = 500;
const BANK = simulatedBank(14, 2, 'bank');
const organisationId = newId();

let assay: AssayServer;
let world: Awaited<ReturnType<typeof simulateOrganisation>>;
let sessionIds: string[];
let firstRevision: number;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const { id: userId } = await assay.addPerson();
  world = await simulateOrganisation({ database: assay.database, organisationId, userId }, BANK);
  firstRevision = 1;
  sessionIds = await world.play(people(PEOPLE, 'people'), 'first');
  assay.startJobs();
  await settled();
}, 240_000);
afterAll(() => assay.stop());

/** Waits until the jobs that completing sessions queued have run. */
const settled = async () => {
  while ((await assay.database.prisma.sessionSettlement.count()) < sessionIds.length) await delay(200);
};

const rows = () =>
  assay.database.prisma.itemStatistics.findMany({ where: { organisationId }, orderBy: { itemId: 'asc' } });
const exposures = () =>
  assay.database.prisma.exposureCounter.findMany({ where: { organisationId }, orderBy: { itemId: 'asc' } });
const logOf = async (sessionId: string) => (await createEventLog(assay.database).readAll(sessionId)).map(recorded);
const rmse = (errors: readonly number[]) =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
const truthOf = (itemId: string) => BANK.find(({ id }) => id === itemId)!.truth;

describe('sessions that are over', () => {
  test('teach each item by each answer once, and settling them again changes nothing', async () => {
    const before = [await rows(), await exposures()];
    const { _sum } = await assay.database.prisma.session.aggregate({ _sum: { answered: true } });
    expect(before[0]!.reduce((sum, row) => sum + (row as { responses: number }).responses, 0)).toBe(_sum.answered);
    for (const sessionId of sessionIds.slice(0, 5)) await assay.services.calibration.settle(sessionId);
    expect([await rows(), await exposures()]).toEqual(before);
  });

  test('are settled by the job of any of them, and not again by their own', async () => {
    const { calibration } = assay.services;
    const [waiting, other] = sessionIds as [string, string];
    const settled = await assay.database.prisma.sessionSettlement.findUniqueOrThrow({ where: { sessionId: waiting } });
    const settle = vi.spyOn(calibration, 'settle').mockResolvedValue();
    onTestFinished(() => settle.mockRestore());
    const { signal } = new AbortController();
    await calibration.settleDue(other, signal);
    expect(settle.mock.calls).toEqual([]);
    await assay.database.prisma.sessionSettlement.delete({ where: { sessionId: waiting } });
    await calibration.settleDue(other, signal);
    // Jobs of other sessions may still be queued and find it too.
    expect(new Set(settle.mock.calls.map(([sessionId]) => sessionId))).toEqual(new Set([waiting]));
    await assay.database.prisma.sessionSettlement.create({ data: settled });
  });

  test('count the exposure of every item, faded by session', async () => {
    const counters = await exposures();
    expect(counters).toHaveLength(BANK.filter(({ status }) => status === 'operational').length);
    for (const { eligible, sessions, given, presented } of counters) {
      expect(sessions).toBe(PEOPLE);
      expect(eligible).toBeCloseTo((1 - 0.999 ** PEOPLE) / 0.001, 6);
      expect(given).toBeLessThanOrEqual(eligible);
      expect(presented).toBeLessThanOrEqual(sessions);
    }
    const { _sum } = await assay.database.prisma.exposureCounter.aggregate({ _sum: { presented: true } });
    const pilots = await assay.database.prisma.itemObservation.count({ where: { organisationId, pilot: true } });
    const answers = await assay.database.prisma.itemObservation.count({ where: { organisationId } });
    expect(_sum.presented).toBe(answers - pilots);
  });

  test('bring the difficulties close to the truth', async () => {
    const known = (await rows()).filter(({ responses }) => responses >= 100);
    expect(known.length).toBeGreaterThan(20);
    const learned = known.map(
      ({ itemId, tally }) => (tally as { difficulty: number }).difficulty - truthOf(itemId).difficulty,
    );
    const guessed = known.map(
      ({ itemId }) => BANK.find(({ id }) => id === itemId)!.parameters.difficulty - truthOf(itemId).difficulty,
    );
    expect(rmse(learned)).toBeLessThan(0.36);
    expect(rmse(learned)).toBeLessThan(0.6 * rmse(guessed));
  });
});

describe('a nightly calibration', () => {
  let revision: number | null;
  beforeAll(async () => {
    revision = await assay.services.calibration.calibrate(organisationId);
  }, 60_000);

  test('publishes a revision from marginal likelihood for items with 200 answers, and freezes anchors', async () => {
    expect(revision).toBe(firstRevision + 1);
    const published = await assay.database.prisma.itemCalibration.findMany({ where: { organisationId } });
    const marginal = published.filter(({ method }) => method === 'marginalLikelihood');
    const many = (await rows()).filter(({ responses }) => responses >= 200).map(({ itemId }) => itemId);
    expect(many.length).toBeGreaterThan(10);
    expect(marginal.map(({ itemId }) => itemId).sort()).toEqual(many);
    expect(rmse(marginal.map(({ itemId, difficulty }) => difficulty - truthOf(itemId).difficulty))).toBeLessThan(0.3);
    const anchors = await assay.database.prisma.itemAnchor.findMany({ where: { organisationId } });
    expect(anchors.length).toBeGreaterThan(10);
  });

  test('leaves old sessions to the bit as they were', async () => {
    for (const sessionId of sessionIds.slice(0, 20)) {
      const state = (await logOf(sessionId)).reduce(foldSession, NEW_SESSION);
      if (state.status !== 'completed') throw new Error('The session should be over');
      expect(state.bankRevision).toBe(firstRevision);
      const exam = await assay.services.exams.ofAssessment(world.assessment, state.bankRevision);
      expect(reportSession(exam, state.answers)).toEqual(state.report);
      const today = await assay.services.exams.ofAssessment(world.assessment, revision!);
      expect(reportSession(today, state.answers)).not.toEqual(state.report);
    }
  });

  test('is what new sessions start with', async () => {
    expect((await world.exams.ofNewSession(world.assessment)).bankRevision).toBe(revision);
  });

  test('promotes pilot items that earned it, with the figures it rests on', async () => {
    const moves = await assay.database.prisma.itemTransition.findMany({ where: { organisationId } });
    expect(moves.length).toBeGreaterThan(0);
    for (const move of moves) {
      expect(move).toMatchObject({
        from: 'pilot',
        to: 'operational',
        cause: 'promotionRules',
        revision,
        actorId: null,
      });
      const { precision, success, correlation } = move.evidence as Record<string, number>;
      expect(precision).toBeLessThanOrEqual(0.35);
      expect(success! >= 0.15 && success! <= 0.95).toBe(true);
      expect(correlation).toBeGreaterThanOrEqual(0.15);
    }
  });

  test('finds nothing to do when nothing was answered since', async () => {
    expect(await assay.services.calibration.calibrate(organisationId)).toBeNull();
  });

  test('an item that leaked is quarantined from the next session on, and stays in the exams of old ones', async () => {
    const often = (await rows()).toSorted((x, y) => y.responses - x.responses)[0]!.itemId;
    const leaked = people(120, 'leak').map((person) => ({ ...person, knows: (itemId: string) => itemId === often }));
    sessionIds = [...sessionIds, ...(await world.play(leaked, 'leak'))];
    await settled();
    const move = await assay.database.prisma.itemTransition.findFirst({ where: { organisationId, to: 'quarantined' } });
    expect(move).toMatchObject({ itemId: often, from: 'operational', actorId: null });
    const bank = await world.exams.ofNewSession(world.assessment);
    expect(bank.engine.pool.indexOf.has(often)).toBe(false);
    const old = await assay.services.exams.ofAssessment(world.assessment, firstRevision);
    expect(old.engine.pool.indexOf.has(often)).toBe(true);
  }, 120_000);
});

test('sessions that end while a job waits share it, and what no job was queued for is found', async () => {
  await assay.stopJobs();
  const { pool } = assay.database;
  const jobs = async () =>
    (await pool.query(`select 1 from graphile_worker._private_jobs where key = $1`, [`settle:${organisationId}`]))
      .rowCount;
  sessionIds = [...sessionIds, ...(await world.play(people(3, 'late'), 'late'))];
  expect(await jobs()).toBe(1);
  await pool.query(`delete from graphile_worker._private_jobs where key = $1`, [`settle:${organisationId}`]);

  assay.clock.advance(60_000);
  await assay.services.calibration.queueMissed();
  await assay.services.calibration.queueMissed();
  expect(await jobs()).toBe(1);
  assay.startJobs();
  await settled();
  await assay.services.calibration.queueMissed();
  await expect.poll(jobs).toBe(0);
});
