import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ApiSocket } from '~test/support/api-socket';
import {
  type AssayServer,
  CHOICE_ITEMS,
  SHORT_RULES,
  SMALL_GRAPH,
  startAssayServer,
  type TestPerson,
} from '~test/support/assay-server';
import { answer, refusalOf, startSession, storedSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const MINUTE = 60_000;
const statusOf = async (sessionId: string) => (await storedSession(assay, sessionId)).row.status;
const query = async (text: string, values: unknown[] = []) => (await assay.database.pool.query(text, values)).rows;
const jobs = (task: string) =>
  query(`select key, run_at from graphile_worker.jobs where task_identifier = $1 order by run_at`, [task]);

describe('a session nobody touches', () => {
  test('has a job for its deadline, set in the step that started it', async () => {
    const { sessionId, view, socket } = await startSession(assay, organisationId, recruiter, { timeLimitMs: MINUTE });
    const [job] = (await jobs('expire_session')).filter((row) => row.key === `expire:${sessionId}`);
    const after = (job.run_at as Date).getTime() - Date.parse(view.deadlineAt!);
    expect(after).toBeGreaterThanOrEqual(2_000); // the grace
    expect(after).toBeLessThan(5_000);
    await socket.close();
  });

  test('whose time ran out while no process was up is completed when one comes up', async () => {
    const { sessionId, socket } = await startSession(assay, organisationId, recruiter, { timeLimitMs: MINUTE });
    await socket.close();
    assay.clock.advance(MINUTE + 2_500);
    expect(await statusOf(sessionId)).toBe('inProgress');
    assay.startJobs(); // its first sweep; the job itself is not due by the database's clock
    await expect.poll(() => statusOf(sessionId)).toBe('completed');
    const { events, row } = await storedSession(assay, sessionId);
    expect(events.at(-1)).toMatchObject({ type: 'sessionCompleted', payload: { stopReason: 'timeExpired' } });
    expect(row).toMatchObject({ stop_reason: 'timeExpired', version: events.length });
  });

  test('is completed by its job, and the page that follows it is told', async () => {
    assay.startJobs();
    const { sessionId, socket } = await startSession(assay, organisationId, recruiter, { timeLimitMs: MINUTE });
    const seen: string[] = [];
    await socket.subscribe('session.onEvent', { sessionId }, ({ data }) =>
      seen.push(...(data as { events: { type: string }[] }).events.map((event) => event.type)),
    );
    assay.clock.advance(MINUTE + 2_500);
    // The database's clock does not follow ours: what is due by ours is made due by its.
    await query(
      `select graphile_worker.add_job('expire_session', json_build_object('sessionId', $1::text),
      job_key => 'expire:' || $1, run_at => now())`,
      [sessionId],
    );
    await expect.poll(() => statusOf(sessionId)).toBe('completed');
    await expect.poll(() => seen.at(-1)).toBe('sessionCompleted');
    await socket.close();
  });

  test('is left alone by a job that comes early, and completed once when several come late', async () => {
    const { sessionId, socket } = await startSession(assay, organisationId, recruiter, { timeLimitMs: MINUTE });
    const { expireIfOverdue } = assay.services.sessions;
    await expireIfOverdue(sessionId);
    assay.clock.advance(MINUTE + 1_000);
    await expireIfOverdue(sessionId);
    expect(await statusOf(sessionId)).toBe('inProgress');
    assay.clock.advance(1_500);
    await Promise.all([
      expireIfOverdue(sessionId),
      assay.services.sessions.expireAllOverdue(),
      expireIfOverdue(sessionId),
    ]);
    const { events } = await storedSession(assay, sessionId);
    expect(events.filter((event) => event.type === 'sessionCompleted')).toHaveLength(1);
    await socket.close();
  });
});

test('an answer leaves the time of the next look where it is, and whoever looks sets it anew', async () => {
  const dueAt = async () => (await query('select due_at from session where id = $1', [sessionId]))[0].due_at as Date;
  const { sessionId, view, socket } = await startSession(assay, organisationId, recruiter, { idleLimitMs: 5 * MINUTE });
  const first = await dueAt();
  assay.clock.advance(4 * MINUTE);
  await answer(socket, sessionId, view);
  expect(await dueAt()).toEqual(first);

  assay.clock.advance(2 * MINUTE);
  await assay.services.sessions.expireAllOverdue();
  expect(await statusOf(sessionId)).toBe('inProgress');
  const moved = (await dueAt()).getTime() - first.getTime();
  expect(moved).toBeGreaterThanOrEqual(4 * MINUTE);
  expect(moved).toBeLessThan(5 * MINUTE);
  const [job] = (await jobs('expire_session')).filter((row) => row.key === `expire:${sessionId}`);
  expect(job.run_at).toEqual(await dueAt());

  assay.clock.advance(3 * MINUTE + 3_000);
  await assay.services.sessions.expireAllOverdue();
  expect(await statusOf(sessionId)).toBe('completed');
  await socket.close();
});

describe('a schedule window', () => {
  /** An assessment open from an hour from now to two hours from now, with an invited candidate on a socket. */
  async function aScheduledAssessment() {
    const { member } = await assay.publish(organisationId, recruiter.id);
    const at = (minutes: number) => new Date(assay.clock.now().getTime() + minutes * MINUTE);
    const draft = {
      title: 'Scheduled',
      jobDescription: '',
      graph: SMALL_GRAPH,
      rules: SHORT_RULES,
      opensAt: at(60),
      closesAt: at(120),
    };
    const { id } = await assay.services.assessments.create(member, draft);
    const { status } = await assay.services.assessments.publish(member, id);
    expect(status).toBe('scheduled');
    const invite = async () => {
      const candidate = await assay.addPerson();
      await assay.services.invitations.invite(member, { assessmentId: id, email: candidate.email, name: 'C' });
      const [{ id: applicationId }] = await query('select id from application where candidate_id = $1', [candidate.id]);
      const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
      return {
        socket,
        start: () => socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true }),
      };
    };
    return { member, id, invite, status: async () => (await assay.services.assessments.get(member, id)).status };
  }

  test('goes from scheduled to live to ended, and starting outside it is refused', async () => {
    const assessment = await aScheduledAssessment();
    const early = await assessment.invite();
    const late = await assessment.invite();
    await assay.services.assessments.followSchedule();
    expect(await assessment.status()).toBe('scheduled');
    expect(await refusalOf(early.start())).toBe('assessment_not_yet_open');

    assay.clock.advance(60 * MINUTE);
    const { sessionId } = await early.start(); // open by the clock, before any sweep has said so
    await assay.services.assessments.followSchedule();
    expect(await assessment.status()).toBe('live');

    assay.clock.advance(60 * MINUTE);
    expect(await refusalOf(late.start())).toBe('assessment_closed');
    await assay.services.assessments.followSchedule();
    expect(await assessment.status()).toBe('ended');
    expect(await refusalOf(late.start())).toBe('assessment_closed');
    expect(await query('select id from session where assessment_id = $1', [assessment.id])).toEqual([
      { id: sessionId },
    ]);
    // Who has begun is let back in, to the end of their session.
    expect(await early.start()).toEqual({ sessionId });
    await Promise.all([early.socket.close(), late.socket.close()]);
  });

  test('is followed by the jobs', async () => {
    const assessment = await aScheduledAssessment();
    assay.startJobs();
    assay.clock.advance(60 * MINUTE);
    await query(`select graphile_worker.add_job('sweep')`);
    await expect.poll(assessment.status).toBe('live');
  });

  test('that was closed by the recruiter lets nobody start, and running sessions go on', async () => {
    const { invite, member, assessmentId } = await assay.publish(organisationId, recruiter.id);
    const [inside, outside] = [await assay.addPerson(), await assay.addPerson()];
    const [insideId, outsideId] = [await invite(inside), await invite(outside)];
    const socket = await ApiSocket.connect(assay.origin, { cookie: inside.cookie });
    const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', {
      applicationId: insideId,
      consent: true,
    });
    await assay.services.assessments.end(member, assessmentId);
    const other = await ApiSocket.connect(assay.origin, { cookie: outside.cookie });
    expect(await refusalOf(other.mutate('session.start', { applicationId: outsideId, consent: true }))).toBe(
      'assessment_closed',
    );
    expect(
      await refusalOf(
        socket.mutate('session.submitResponse', {
          sessionId,
          position: 1,
          answer: { type: 'singleChoice', optionId: 'A' },
        }),
      ),
    ).toBeNull();
    await Promise.all([socket.close(), other.close()]);
  });

  test('that is over already cannot be published, nor one that closes before it opens be drafted', async () => {
    const { member } = await assay.publish(organisationId, recruiter.id);
    const at = (minutes: number) => new Date(assay.clock.now().getTime() + minutes * MINUTE);
    const draft = (opensAt: Date | null, closesAt: Date) => ({
      title: 'T',
      jobDescription: '',
      graph: SMALL_GRAPH,
      rules: SHORT_RULES,
      opensAt,
      closesAt,
    });
    const { assessments } = assay.services;
    await expect(async () => assessments.create(member, draft(at(2), at(1)))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { id } = await assessments.create(member, draft(null, at(-1)));
    await expect(assessments.publish(member, id)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
