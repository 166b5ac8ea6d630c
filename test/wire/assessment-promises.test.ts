import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openItem } from '@/core/assessment/candidate-view';
import type { Rules } from '@/core/assessment/rules';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { GOLDEN_ITEMS } from '~test/support/golden-bank';
import { invitedByNumber, tokenOf } from '~test/support/old-people';
import { storedSession } from '~test/support/sessions';

/** What the older assessment system got wrong on this protocol, each as the promise that holds here. */
let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Golden', GOLDEN_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const open: AssessmentClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

const MINUTE = 60_000;

async function connect(token: string, testId: number): Promise<AssessmentClient> {
  const client = await AssessmentClient.connect(assay.origin, { token, test_id: testId });
  open.push(client);
  return client;
}

/** A candidate with the first question open. */
async function started(rules: Partial<Rules> = {}) {
  const invited = await invitedByNumber(assay, organisationId, recruiter, { minItems: 4, maxItems: 4, ...rules });
  const client = await connect(invited.token, invited.testId);
  client.send('start_assessment', { test_id: invited.testId });
  const question = await client.until('question');
  return { ...invited, client, question, sessionId: question.thread_id };
}

/** The letter of the option that is right: the first text of the golden bank's question. */
function rightLetter({ question_text, options }: { question_text: string; options: string[] }): string {
  const item = GOLDEN_ITEMS.find(({ source }) => source.kind === 'written' && source.content.stem === question_text);
  if (item?.source.kind !== 'written' || item.source.content.type !== 'singleChoice') throw new Error(question_text);
  const [right] = item.source.content.options;
  return options.find((option) => option.slice(3) === right!.text)![0]!;
}

describe('the key', () => {
  test.each(['none', 'afterSession', 'full'] as const)(
    'of a question is in no frame before the question is answered, in mode %s',
    async (feedbackMode) => {
      const { client, question } = await started({ feedbackMode });
      client.send('get_question');
      client.send('get_test_info');
      client.send('start_assessment', { test_id: client.last('assessment_started').test_id });
      await client.until('question', 3);
      const text = JSON.stringify(client.frames);
      expect(text).not.toMatch(
        /correct_option|correct_answer|is_correct|explanation|key|difficultyVariance|is right\./i,
      );
      expect(question.options).toHaveLength(4);
    },
  );

  test('of the next question is not in the feedback of the one before', async () => {
    const { client, question } = await started({ feedbackMode: 'full' });
    client.send('submit_answer', { question_id: question.question_id, selected_option: 'A' });
    const next = await client.until('question', 2);
    const right = next.options.find((option) => option.startsWith(rightLetter(next)))!.slice(3);
    const before = client.frames.slice(0, -1).map((frame) => JSON.stringify(frame));
    expect(before.some((frame) => frame.includes(`"${right} is right."`))).toBe(false);
    expect(client.named('answer_feedback').map((frame) => frame.question_id)).toEqual([question.question_id]);
  });

  test('is not in get_test_info, neither before nor after answers', async () => {
    const { client, question } = await started({ feedbackMode: 'full' });
    client.send('submit_answer', { question_id: question.question_id, selected_option: 'A' });
    await client.until('question', 2);
    client.send('get_test_info');
    const info = await client.until('test_info');
    expect(JSON.stringify(info)).not.toMatch(/correct|explanation|option|answer"|key/i);
    expect(info.test_info.assessment_details).toMatchObject({ questions_answered: 1 });
  });
});

describe('an answer', () => {
  test('belongs to the question that is open: one not asked yet is refused, and nothing is stored', async () => {
    const { client, question, sessionId } = await started();
    const notYet = question.question_id.replace(/_1$/, '_2');
    client.send('submit_answer', { question_id: notYet, selected_option: 'A' });
    expect((await client.until('error')).code).toBe('stale_presentation');
    expect((await storedSession(assay, sessionId)).responses).toEqual([]);
  });

  test("with the id of another candidate's question is refused", async () => {
    const [mine, other] = [await started(), await started()];
    mine.client.send('submit_answer', { question_id: other.question.question_id, selected_option: 'A' });
    expect((await mine.client.until('error')).code).toBe('stale_presentation');
    expect((await storedSession(assay, other.sessionId)).responses).toEqual([]);
  });

  test('has the time it took by the server, kept and told', async () => {
    const { client, question, sessionId } = await started();
    assay.clock.advance(7_000);
    client.send('submit_answer', { question_id: question.question_id, selected_option: 'A', time_taken: 1 });
    expect((await client.until('answer_feedback')).time_taken_seconds).toBeGreaterThanOrEqual(7);
    const { events } = await storedSession(assay, sessionId);
    const scored = events.find((event) => event.type === 'responseScored');
    expect(scored.payload.responseTimeMs).toBeGreaterThanOrEqual(7_000);
  });

  test('counts when the assessment is handed in before its skill is finished', async () => {
    const { client, question } = await started({ feedbackMode: 'full' });
    client.send('submit_answer', { question_id: question.question_id, selected_option: rightLetter(question) });
    expect((await client.until('answer_feedback')).score_gained).toBe(10);
    client.send('complete_assessment');
    const { results } = await client.until('assessment_completed');
    expect(results).toMatchObject({
      total_questions: 1,
      total_score: 10,
      max_possible_score: 10,
      percentage_score: 100,
    });
  });
});

describe('time that is over', () => {
  /** The clock jumps and the signs of life do not: without this it would look as if nobody had been there meanwhile. */
  const TIMED = { timeLimitMs: MINUTE, outageCreditMs: 0 };
  const stored = async (sessionId: string) => (await storedSession(assay, sessionId)).row;

  test('ends the assessment by itself, told and saved, with what was answered', async () => {
    const { client, question, sessionId } = await started(TIMED);
    client.send('submit_answer', { question_id: question.question_id, selected_option: 'A' });
    await client.until('question', 2);
    assay.clock.advance(MINUTE + 3_000);
    await assay.services.sessions.expireIfOverdue(sessionId);
    const completed = await client.until('assessment_completed');
    expect(completed).toMatchObject({ reason: 'deadline_passed', finalized: true });
    expect(completed.results).toMatchObject({ completion_status: 'timed_out', total_questions: 1 });
    expect(client.named('system_message').some((message) => message.is_time_up === true)).toBe(true);
    expect(await stored(sessionId)).toMatchObject({ status: 'completed', stop_reason: 'timeExpired', answered: 1 });
  });

  test('ends it for who answers too late, and the late answer is not counted', async () => {
    const { client, question, sessionId } = await started(TIMED);
    assay.clock.advance(MINUTE + 30_000);
    client.send('submit_answer', { question_id: question.question_id, selected_option: 'A' });
    await client.until('assessment_completed');
    expect(await stored(sessionId)).toMatchObject({ status: 'completed', answered: 0 });
  });

  test('gives no further question to who asks for one', async () => {
    const { client, sessionId } = await started(TIMED);
    assay.clock.advance(MINUTE + 3_000);
    client.send('get_question');
    await client.until('assessment_completed');
    expect(client.named('question')).toHaveLength(1);
    expect(await stored(sessionId)).toMatchObject({ status: 'completed', stop_reason: 'timeExpired' });
    expect((await storedSession(assay, sessionId)).presentations).toHaveLength(1);
  });
});

describe('who is let in', () => {
  test('is no one whose account is gone, though the token was good', async () => {
    const { token, testId, candidate } = await invitedByNumber(assay, organisationId, recruiter);
    await assay.database.prisma.invitation.deleteMany({ where: { application: { candidateId: candidate.id } } });
    await assay.database.prisma.application.deleteMany({ where: { candidateId: candidate.id } });
    await assay.database.prisma.user.delete({ where: { id: candidate.id } });
    expect((await (await connect(token, testId)).closed).code).toBe(4001);
  });

  test('is no one whose tokens were made void, by a changed password for instance', async () => {
    const { token, testId, candidate } = await invitedByNumber(assay, organisationId, recruiter);
    await assay.database.prisma.user.update({ where: { id: candidate.id }, data: { tokenVersion: { increment: 1 } } });
    expect((await (await connect(token, testId)).closed).code).toBe(4001);
  });

  test('is only who was invited, whatever else they may do in the organisation', async () => {
    const { testId } = await invitedByNumber(assay, organisationId, recruiter);
    const client = await connect(await tokenOf(assay, recruiter), testId);
    expect((await client.closed).code).toBe(4003);
    expect(client.named('question')).toEqual([]);
  });
});

test('a client that reconnects is told what it had, and the page shows the same question', async () => {
  const { client, question, token, testId, sessionId, candidate } = await started();
  client.socket.terminate();
  const again = await connect(token, testId);
  const { recovered_assessment } = await again.until('auth_success');
  expect(recovered_assessment).toMatchObject({ assessment_id: sessionId, is_in_assessment: true });
  again.send('get_question');
  expect((await again.until('question')).question_text).toBe(question.question_text);
  const { view } = await assay.services.sessions.get(await candidate.login(), sessionId);
  expect(openItem(view)!.shown.stem).toBe(question.question_text);
});

test('an error tells a code and a sentence, and nothing of the program', async () => {
  const { client } = await started();
  const frames = ['{', '{"type":"submit_answer"}', '{"type":"start_assessment","data":{"test_id":999999}}'];
  for (const frame of frames) client.sendRaw(frame);
  await client.closed; // the last one is not this candidate's
  const errors = client.named('error');
  expect(errors).toHaveLength(3);
  for (const error of errors) expect(error.error).not.toMatch(/\n|\.ts\b|\bat \w+ \(|node_modules|Error:/);
});

test('a connection is named after the user and its moment, also on the chat address', async () => {
  const { token } = await invitedByNumber(assay, organisationId, recruiter);
  const client = await AssessmentClient.connect(assay.origin, { token }, '/ws/chat');
  open.push(client);
  const { connection_id, user_id } = await client.until('auth_success');
  expect(connection_id).toMatch(new RegExp(`^${user_id}_\\d{10,}$`));
});
