import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type CandidateView, foldCandidateView, openItem } from '@/core/assessment/candidate-view';
import type { ObservedSession } from '@/core/assessment/observed-session';
import type { ContentOf, Item } from '@/core/items/item';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { TYPE_EXAMPLES } from '~test/support/item-examples';
import { type Step, startSession, storedSession } from '~test/support/sessions';

const CONTENT: ContentOf<'freeText'> = TYPE_EXAMPLES.freeText.contents[0]!;
const WITHIN = { timeout: 15_000, interval: 50 };

/** A bank in which everything is answered in the candidate's own words. */
const ITEMS: Item[] = ['sql', 'http'].flatMap((skillId) =>
  Array.from({ length: 6 }, (_, index) => ({
    id: `${skillId}-${index}`,
    version: 1,
    skillId,
    parameters: {
      discrimination: 1,
      difficulty: 0,
      guessing: 0,
      upperAsymptote: 1,
      difficultyVariance: 0.5,
      thresholds: [-1, 0, 1],
    },
    expectedTimeMs: 60_000,
    enemies: [],
    source: { kind: 'written', content: CONTENT },
  })),
);

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Writers', ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

async function aWriter() {
  const rules = { feedbackMode: 'afterSession', minItems: 2, maxItems: 2 } as const;
  const session = await startSession(assay, organisationId, recruiter, rules);
  const { socket, sessionId } = session;
  return {
    ...session,
    async write(view: CandidateView, text: string): Promise<CandidateView> {
      const { position } = openItem(view)!;
      const answer = { type: 'freeText', text };
      const step = await socket.mutate<Step>('session.submitResponse', { sessionId, position, answer });
      return step.events.reduce(foldCandidateView, view);
    },
    viewNow: async () => (await socket.query<{ view: CandidateView }>('session.get', { sessionId })).view,
  };
}
const stagesOf = ({ conversation }: CandidateView) =>
  conversation.flatMap((entry) => (entry.kind === 'item' && entry.response ? [entry.response.reading] : []));

describe('an answer in the candidate’s own words', () => {
  test('is read by a job while the session goes on, after its end as well, and revises the report', async () => {
    const { write, view: first, viewNow, sessionId, socket } = await aWriter();
    const second = await write(first, CONTENT.modelAnswer);
    expect(openItem(second)?.position).toBe(2);
    expect(stagesOf(second)).toEqual(['awaited']);
    const ended = await write(second, 'I do not know anything about this.');
    expect(ended.status).toBe('completed');
    expect(ended.feedback).toMatchObject({ score: { value: null, reason: 'noScores' } });
    expect((await storedSession(assay, sessionId)).responses).toMatchObject([
      { points: null, max_points: 3 },
      { points: null, max_points: 3 },
    ]);

    assay.startJobs();
    await vi.waitFor(async () => expect(stagesOf(await viewNow())).toEqual(['read', 'read']), WITHIN);
    const after = await viewNow();
    expect(after.feedback).toMatchObject({
      score: { value: expect.any(Number) },
      answers: [
        { position: 1, points: 3, correct: true },
        { position: 2, points: 0, correct: false },
      ],
    });
    const stored = await storedSession(assay, sessionId);
    expect(stored.responses).toMatchObject([{ points: 3 }, { points: 0 }]);
    expect(stored.row.status).toBe('completed');
    const types = stored.events.map((event) => event.type);
    expect(types.filter((type) => type === 'responseGraded')).toHaveLength(2);
    await assay.stopJobs();
    await socket.close();
  });

  test('is read once, however often its job runs', async () => {
    const { write, view, sessionId, socket } = await aWriter();
    await write(view, CONTENT.modelAnswer);
    const { signal } = new AbortController();
    const job = { sessionId, position: 1, attempt: 1 };
    await Promise.all([assay.services.gradings.grade(job, signal), assay.services.gradings.grade(job, signal)]);
    await assay.services.gradings.grade(job, signal);
    const { events } = await storedSession(assay, sessionId);
    expect(events.filter((event) => event.type === 'responseGraded')).toHaveLength(1);
    await socket.close();
  });

  test('teaches its item although its session was settled before, once, and although a settling process died', async () => {
    const { write, view, sessionId, socket } = await aWriter();
    await write(await write(view, CONTENT.modelAnswer), 'Nothing to say.');
    const { signal } = new AbortController();
    const { prisma, pool } = assay.database;
    const observed = () => prisma.itemObservation.findMany({ where: { sessionId }, orderBy: { position: 'asc' } });
    const learned = async () => {
      const { _sum } = await prisma.itemStatistics.aggregate({ where: { organisationId }, _sum: { responses: true } });
      return _sum.responses ?? 0;
    };
    await assay.services.calibration.settle(sessionId);
    expect(await observed()).toEqual([]);
    expect(await prisma.sessionSettlement.count({ where: { sessionId } })).toBe(1);
    await pool.query(`delete from graphile_worker._private_jobs where key = $1`, [`settle:${organisationId}`]);
    for (const position of [1, 2]) await assay.services.gradings.grade({ sessionId, position, attempt: 1 }, signal);
    const { rowCount } = await pool.query(
      `update graphile_worker._private_job_queues set locked_by = 'a process that died', locked_at = now() - interval '1 hour'
       where queue_name = $1`,
      [`calibration:${organisationId}`],
    );
    expect(rowCount).toBe(1);

    assay.startJobs();
    await vi.waitFor(async () => expect(await observed()).toHaveLength(2), WITHIN);
    await assay.stopJobs();
    expect(await observed()).toMatchObject([
      { position: 1, points: 3, maxPoints: 3, pilot: false },
      { position: 2, points: 0, maxPoints: 3, pilot: false },
    ]);
    await assay.services.calibration.settle(sessionId);
    expect(await learned()).toBe(await prisma.itemObservation.count({ where: { organisationId } }));
    await socket.close();
  });

  test('is read although the process that began to is gone', async () => {
    const { write, view, viewNow, socket, sessionId } = await aWriter();
    await write(view, CONTENT.modelAnswer);
    const { rowCount } = await assay.database.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'a process that died', locked_at = now() - interval '5 minutes'
       where key = $1`,
      [`grade:${sessionId}:1`],
    );
    expect(rowCount).toBe(1);
    await assay.services.gradings.resumeAbandoned(new AbortController().signal);
    expect(stagesOf(await viewNow())).toEqual(['read']);
    await socket.close();
  });

  test('is followed live by the recruiter, with what each criterion got and no key', async () => {
    const { write, view, sessionId, socket } = await aWriter();
    await write(await write(view, CONTENT.modelAnswer), 'Nothing to say.');
    const { signal } = new AbortController();
    for (const position of [1, 2]) await assay.services.gradings.grade({ sessionId, position, attempt: 1 }, signal);
    const { observed } = await (await recruiter.caller()).assessment.observeSession({ sessionId });
    const graded = (observed as ObservedSession).events.flatMap((event) =>
      event.type === 'responseGraded' ? [event.payload] : [],
    );
    expect(graded.map(({ points }) => points)).toEqual([3, 0]);
    expect(graded[0]!.grading.criteria).toHaveLength(2);
    expect(observed.report).toMatchObject({ answered: 2, unscored: 0, composite: { value: expect.any(Number) } });
    expect(JSON.stringify(observed)).not.toContain(CONTENT.explanation);
    await socket.close();
  });

  test('is refused when it is longer than asked, and the item stays open', async () => {
    const { write, view, viewNow, socket } = await aWriter();
    await expect(write(view, 'word '.repeat(200))).rejects.toMatchObject({ code: 'answer_too_long' });
    expect(openItem(await viewNow())?.position).toBe(1);
    await socket.close();
  });
});
