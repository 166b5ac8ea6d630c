import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CandidateView, itemEntries } from '@/core/assessment/candidate-view';
import { anItem } from '~test/core/psychometrics/builders';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { aContent } from '~test/support/bank';
import { answer, finish, refusalOf, startSession, storedSession } from '~test/support/sessions';
import { answerWith } from '~test/support/some-answer';

const MINUTE = 60_000;

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const start = (rules = {}) => startSession(assay, organisationId, recruiter, rules);
const typesOf = async (sessionId: string) => (await storedSession(assay, sessionId)).events.map(({ type }) => type);
/** Some answer that the item at this position takes, whatever its type. */
const answerAt = async (socket: ApiSocket, sessionId: string, position: number, letter = 'A') => {
  const { view } = await viewOf(socket, sessionId);
  const item = itemEntries(view).find((entry) => entry.position === position);
  return item ? answerWith(item.shown, letter) : { type: 'singleChoice', optionId: letter };
};
const viewOf = async (socket: ApiSocket, sessionId: string) =>
  socket.query<{ view: CandidateView; saved: unknown[] }>('session.get', { sessionId });

describe('a choice that was saved', () => {
  test('is a row and no event, is there after a reload, and the last one counts', async () => {
    const { socket, sessionId } = await start();
    const before = await storedSession(assay, sessionId);
    const save = (optionId: string) =>
      answerAt(socket, sessionId, 1, optionId).then((answer) =>
        socket.mutate('session.saveSelection', { sessionId, position: 1, answer }),
      );
    await save('B');
    await save('C');
    const last = await answerAt(socket, sessionId, 1, 'C');
    expect((await storedSession(assay, sessionId)).events).toEqual(before.events);
    expect((await viewOf(socket, sessionId)).saved).toEqual([{ position: 1, answer: last }]);
    assay.clock.advance(11 * MINUTE);
    expect((await viewOf(socket, sessionId)).view).toMatchObject({ status: 'completed', answered: 1 });
    const { responses } = await storedSession(assay, sessionId);
    expect(responses).toMatchObject([{ position: 1, answer: last }]);
    expect(await refusalOf(save('D'))).toBe('session_not_in_progress');
    await socket.close();
  });

  test('is refused for an item that is not there', async () => {
    const { socket, sessionId } = await start();
    const save = (position: number, optionId: string) =>
      refusalOf(
        answerAt(socket, sessionId, position, optionId).then((answer) =>
          socket.mutate('session.saveSelection', { sessionId, position, answer }),
        ),
      );
    expect(await save(1, 'A')).toBeNull();
    expect(await save(2, 'A')).toBe('stale_presentation');
    await socket.close();
  });
});

describe('two devices', () => {
  test('cannot both answer, and the one that takes over is known to every process', async () => {
    const { candidate, socket, sessionId, view } = await start();
    const [first, second] = ['first-device', 'second-device'];
    const from = (on: ApiSocket, writer: string, position: number) =>
      refusalOf(
        answerAt(on, sessionId, position).then((answer) =>
          on.mutate('session.submitResponse', { sessionId, writer, position, answer }),
        ),
      );
    expect(await from(socket, first, 1)).toBeNull();
    const other = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    expect(await from(other, second, 2)).toBe('answered_elsewhere');
    expect((await viewOf(other, sessionId)).view.writer).toBe(first);
    await other.mutate('session.takeOver', { sessionId, writer: second });
    expect(await from(socket, first, 2)).toBe('answered_elsewhere');
    expect(await refusalOf(socket.mutate('session.submit', { sessionId, writer: first }))).toBe('answered_elsewhere');
    expect(await from(other, second, 2)).toBeNull();
    // What the first one had answered before is still its to ask about: a reply may have been lost.
    expect(await from(socket, first, 1)).toBeNull();
    // Nothing of it lies in this process alone: who writes is in the log.
    const { events } = await storedSession(assay, sessionId);
    expect(events.filter(({ type }) => type === 'writerChanged').map(({ payload }) => payload)).toEqual([
      { writer: first },
      { writer: second },
    ]);
    expect(view.writer).toBeNull();
    // The report lists the one switch, not the first device's name.
    await other.mutate('session.submit', { sessionId, writer: second });
    const { signals } = await (await recruiter.caller()).report.getAnalysis({ sessionId });
    expect(signals).toMatchObject([{ kind: 'deviceSwitched', count: 1 }]);
    await Promise.all([socket.close(), other.close()]);
  });
});

describe('an outage', () => {
  test('is given back when a device is there again, once, and shows on the clock', async () => {
    const { candidate, socket, sessionId, view } = await start();
    const follow = (on: ApiSocket) => on.subscribe('session.onEvent', { sessionId }, () => undefined, String(view.seq));
    await follow(socket);
    const seen = async () =>
      (await assay.database.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).seenAt;
    await expect.poll(seen).not.toBeNull();
    await socket.close();
    await expect.poll(seen).toBeNull();
    assay.clock.advance(MINUTE);
    const back = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    await follow(back);
    await expect.poll(() => typesOf(sessionId)).toContain('outageCredited');
    const after = (await viewOf(back, sessionId)).view;
    expect(after.creditedMs).toBeGreaterThanOrEqual(MINUTE);
    expect(after.creditedMs).toBeLessThan(MINUTE + 10_000);
    expect(Date.parse(after.deadlineAt!) - Date.parse(view.deadlineAt!)).toBe(after.creditedMs);
    await back.close();
  });
});

describe('pauses, items and idling', () => {
  test('a paused session goes on with another item, and one that is left ends by its job', async () => {
    const { socket, sessionId, view } = await start({ maxPauses: 1, maxPauseMs: 2 * MINUTE });
    await socket.mutate('session.pause', { sessionId });
    expect(await refusalOf(answer(socket, sessionId, view))).toBe('session_paused');
    expect(await socket.mutate('session.pause', { sessionId })).toMatchObject({ events: [] });
    assay.clock.advance(MINUTE);
    await socket.mutate('session.resume', { sessionId });
    const resumed = (await viewOf(socket, sessionId)).view;
    expect(Date.parse(resumed.deadlineAt!) - Date.parse(view.deadlineAt!)).toBeGreaterThanOrEqual(MINUTE);
    expect(await refusalOf(socket.mutate('session.pause', { sessionId }))).toBe('pause_not_allowed');
    const { presentations } = await storedSession(assay, sessionId);
    expect(new Set(presentations.map(({ item_id }) => item_id)).size).toBe(2);
    assay.clock.advance(12 * MINUTE);
    await assay.services.sessions.expireAllOverdue();
    expect((await storedSession(assay, sessionId)).row).toMatchObject({
      status: 'completed',
      stop_reason: 'timeExpired',
    });
    await socket.close();
  });

  test("an item's time ends by its job although no page was there, and the session waits for one", async () => {
    const { socket, sessionId } = await start({ itemTimeLimitMs: 30_000 });
    assay.clock.advance(33_000);
    await assay.services.sessions.expireAllOverdue();
    expect((await storedSession(assay, sessionId)).row.status).toBe('inProgress');
    expect(await typesOf(sessionId)).toContain('sessionPaused');
    await socket.mutate('session.resume', { sessionId });
    await socket.mutate('session.saveSelection', { sessionId, position: 2, answer: null });
    assay.clock.advance(33_000);
    await assay.services.sessions.expireAllOverdue();
    expect((await typesOf(sessionId)).slice(-3)).toEqual(expect.arrayContaining(['itemMissed', 'itemPresented']));
    await socket.close();
  });

  test('the job that comes early sets itself for when something is due', async () => {
    const { socket, sessionId } = await start({ idleLimitMs: 2 * MINUTE });
    assay.clock.advance(MINUTE);
    await assay.services.sessions.expireIfOverdue(sessionId);
    const { rows } = await assay.database.pool.query('select run_at from graphile_worker.jobs where key = $1', [
      `expire:${sessionId}`,
    ]);
    expect(rows).toHaveLength(1);
    assay.clock.advance(MINUTE + 3_000);
    await assay.services.sessions.expireIfOverdue(sessionId);
    expect((await storedSession(assay, sessionId)).row).toMatchObject({ status: 'completed', stop_reason: 'idle' });
    await socket.close();
  });

  test('what was set aside can be answered until it is handed in, and several answers are stored in one step', async () => {
    const { socket, sessionId, view } = await start({ allowsReview: true });
    await socket.mutate('session.setAside', { sessionId, position: 1 });
    await socket.mutate('session.flagItem', { sessionId, position: 1, flagged: true });
    const later = (await viewOf(socket, sessionId)).view;
    expect(later.conversation.find((entry) => entry.kind === 'item')).toMatchObject({
      standing: 'setAside',
      isFlagged: true,
    });
    for (const position of [1, 2])
      await socket.mutate('session.saveSelection', {
        sessionId,
        position,
        answer: await answerAt(socket, sessionId, position),
      });
    await socket.mutate('session.submit', { sessionId });
    const { responses, row } = await storedSession(assay, sessionId);
    expect(responses.map(({ position }) => position)).toEqual([1, 2]);
    expect(row).toMatchObject({ status: 'completed', answered: 2 });
    expect(view.conduct.allowsReview).toBe(true);
    await socket.close();
  });
});

describe('attempts', () => {
  test('are as many as the rules say, each a session of its own', async () => {
    const { socket, sessionId, applicationId } = await start({ maxAttempts: 2 });
    const again = (isNewAttempt: boolean) =>
      socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true, isNewAttempt });
    expect(await again(true)).toEqual({ sessionId });
    await socket.mutate('session.submit', { sessionId });
    expect(await again(false)).toEqual({ sessionId });
    const second = await again(true);
    expect(second.sessionId).not.toBe(sessionId);
    expect(await again(true)).toEqual(second);
    await socket.mutate('session.submit', second);
    expect(await refusalOf(again(true))).toBe('no_attempts_left');
    await socket.close();
  });

  test('are for the shortlist alone where the rules say so, and the page is told before', async () => {
    const { invite, member } = await assay.publish(organisationId, recruiter.id, { onlyShortlisted: true });
    const candidate = await assay.addPerson();
    const applicationId = await invite(candidate);
    const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const begin = () => socket.mutate('session.start', { applicationId, consent: true });
    expect(await socket.query('application.get', { applicationId })).toMatchObject({
      refusal: { code: 'not_shortlisted' },
    });
    expect(await refusalOf(begin())).toBe('not_shortlisted');
    await assay.services.assessments.shortlist(member, applicationId, true);
    expect(await socket.query('application.get', { applicationId })).toMatchObject({ refusal: null });
    expect(await refusalOf(begin())).toBeNull();
    await socket.close();
  });
});

describe('the rules of a published assessment', () => {
  test('do not change, its feedback mode among them', async () => {
    const { member, assessmentId } = await assay.publish(organisationId, recruiter.id, { feedbackMode: 'none' });
    const { graph, rules, title } = await assay.services.assessments.get(member, assessmentId);
    const changed = { title, jobDescription: '', graph, opensAt: null, closesAt: null };
    await expect(
      assay.services.assessments.update(member, assessmentId, {
        ...changed,
        rules: { ...rules, feedbackMode: 'full', maxPauses: 3 },
      }),
    ).rejects.toMatchObject({ code: 'assessment_not_editable' });
    expect((await assay.services.assessments.get(member, assessmentId)).rules).toEqual(rules);
  });
});

describe("a candidate's accommodation", () => {
  /** Everything a recruiter can be shown of one session, with what names people and sessions taken out. */
  async function everythingSeen(accommodation: { language: boolean; condition: boolean }, pace: number) {
    const { invite, assessmentId } = await assay.publish(organisationId, recruiter.id, {
      maxPauses: 1,
      maxPauseMs: MINUTE,
    });
    const candidate = await assay.addPerson();
    const applicationId = await invite(candidate);
    const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', {
      applicationId,
      consent: true,
      accommodation,
    });
    const watcher = await ApiSocket.connect(assay.origin, { cookie: recruiter.cookie });
    const pushed: unknown[] = [];
    await watcher.subscribe('assessment.onSessionEvent', { sessionId }, ({ data }) => pushed.push(data), '0');
    const looks: unknown[] = [];
    const look = async () => {
      for (const [path, input] of [
        ['assessment.listSessions', { id: assessmentId }],
        ['assessment.listApplications', { id: assessmentId }],
        ['assessment.observeSession', { sessionId }],
        ['assessment.list', undefined],
        ['assessment.get', { id: assessmentId }],
      ] as const)
        looks.push({ path, shown: await watcher.query(path, input) });
    };
    await look();
    assay.clock.advance(20_000 * pace);
    await answer(socket, sessionId, (await viewOf(socket, sessionId)).view);
    await look();
    assay.clock.advance(10_000 * pace);
    await socket.mutate('session.pause', { sessionId });
    assay.clock.advance(30_000 * pace);
    await look();
    await socket.mutate('session.resume', { sessionId });
    assay.clock.advance(10_000 * pace);
    await answer(socket, sessionId, (await viewOf(socket, sessionId)).view);
    const left = { kind: 'focusLost', at: assay.clock.now().toISOString(), durationMs: 10_000 * pace };
    await socket.mutate('session.reportSignals', { sessionId, signals: [left] });
    await socket.mutate('session.submit', { sessionId });
    await look();
    looks.push(await watcher.query('report.getAnalysis', { sessionId }));
    const { text } = await watcher.query<{ text: string }>('report.getCertificate', { sessionId });
    looks.push(JSON.parse(text));
    const file = `${assay.origin}/api/assessments/${assessmentId}/results?format=json`;
    looks.push(await (await fetch(file, { headers: { cookie: recruiter.cookie } })).json());
    await Promise.all([socket.close(), watcher.close()]);
    return { looks, pushed, started: (await storedSession(assay, sessionId)).row.started_at as Date };
  }

  /** Lengths of time since the start, in seconds: what can be computed from what is shown. */
  const timesIn = ({ looks, pushed, started }: Awaited<ReturnType<typeof everythingSeen>>) => {
    const times: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (Array.isArray(value)) for (const part of value) walk(part, path);
      else if (value && typeof value === 'object')
        for (const [name, part] of Object.entries(value)) walk(part, `${path}.${name}`);
      else if (typeof value === 'string' && /(^|\.)(at|startedAt|completedAt)$/.test(path))
        times.push(`${path} ${Math.round((Date.parse(value) - started.getTime()) / 5_000)}`);
      else if (typeof value === 'number' && /Ms$/.test(path)) times.push(`${path} ${Math.round(value / 5_000)}`);
    };
    for (const shown of [...looks, ...pushed]) walk(shown, '');
    return times;
  };

  test('stands in no view of a recruiter, and none lets it be computed', async () => {
    const plain = await everythingSeen({ language: false, condition: false }, 1);
    const more = await everythingSeen({ language: true, condition: true }, 1.7);
    const text = JSON.stringify([more.looks, more.pushed]);
    expect(text).not.toMatch(/deadline|multiplier|accommodation|needs|stopsUntil|creditedMs|"writer"|standardAt/i);
    // The same session at 1.7 times the pace with 1.7 times the time looks the same, to the resolution of the test.
    expect(timesIn(more)).toEqual(timesIn(plain));
    expect(timesIn(plain).length).toBeGreaterThan(20);
  });

  test('is on the clocks of the candidate', async () => {
    const { invite } = await assay.publish(organisationId, recruiter.id);
    const candidate = await assay.addPerson();
    const applicationId = await invite(candidate);
    const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
    const accommodation = { language: false, condition: true };
    const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', {
      applicationId,
      consent: true,
      accommodation,
    });
    expect((await viewOf(socket, sessionId)).view.timeLimitMs).toBe(15 * MINUTE);
    expect(await socket.query('application.get', { applicationId })).toMatchObject({ accommodation });
    await socket.close();
  });
});

test('a person who takes another assessment is not shown again what an earlier one may have explained', async () => {
  const written = Array.from({ length: 12 }, (_, i) =>
    anItem({
      id: `written-${String(i).padStart(2, '0')}`,
      skillId: 'sql',
      parameters: { difficulty: i / 12, guessing: 0.25 },
      source: { kind: 'written', content: aContent(`table_${i}`) },
    }),
  );
  const organisation = await assay.addOrganisation('Two assessments', written);
  const owner = await assay.addPerson(organisation, 'recruiter');
  const graph = { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' as const }], edges: [] };
  const rules = { minItems: 5, maxItems: 5, pilotShare: 0 };
  const candidate = await assay.addPerson();
  const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
  const shown = async (feedbackMode: 'full' | 'none') => {
    const { invite } = await assay.publish(organisation, owner.id, { ...rules, feedbackMode }, graph);
    const applicationId = await invite(candidate);
    const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true });
    await finish(socket, sessionId, (await viewOf(socket, sessionId)).view);
    const { presentations } = await storedSession(assay, sessionId);
    return presentations.map(({ item_id }) => item_id as string);
  };
  const practice = await shown('full');
  const selection = await shown('none');
  expect(new Set(practice).size).toBe(5);
  expect(selection.filter((id) => practice.includes(id))).toEqual([]);
  expect(selection).toHaveLength(5);
  await socket.close();
});
