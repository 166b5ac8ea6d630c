import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openItem } from '@/core/assessment/candidate-view';
import type { Rules } from '@/core/assessment/rules';
import { seededRandom } from '@/core/items/random';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { invitedByNumber, tokenOf } from '~test/support/old-people';
import { storedSession } from '~test/support/sessions';
import { someAnswer } from '~test/support/some-answer';

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const open: AssessmentClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

/** An invited candidate with a token, and the number of the assessment. */
async function invited(rules: Partial<Rules> = {}) {
  const { token, testId, ...published } = await invitedByNumber(assay, organisationId, recruiter, rules);
  const connect = async (query: Record<string, string | number> = { token, test_id: testId }, path?: string) => {
    const client = await AssessmentClient.connect(assay.origin, query, path);
    open.push(client);
    return client;
  };
  return { token, testId, connect, ...published };
}

const answer = async (client: AssessmentClient, option = 'A') => {
  const { question_id } = client.last('question');
  const nth = client.named('progress_update').length + 1;
  client.send('submit_answer', { question_id, selected_option: option });
  await client.until('progress_update', nth);
};

/** Answers until the assessment is over. */
async function finish(client: AssessmentClient): Promise<void> {
  for (let given = 1; client.named('assessment_completed').length === 0; given += 1) {
    await answer(client);
    await expect
      .poll(() => client.named('question').length > given || client.named('assessment_completed').length > 0)
      .toBe(true);
  }
}

describe('an assessment over the older protocol', () => {
  test('runs from the start to the results, each frame in the order of the document', async () => {
    const { connect, testId } = await invited({ feedbackMode: 'full' });
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    await client.until('question');
    expect(client.types()).toEqual(['auth_success', 'assessment_started', 'question']);
    await finish(client);
    await client.until('assessment_completed');
    const cycle = client
      .types()
      .slice(3, -1)
      .filter((type) => type !== 'system_message');
    const turns = client.named('answer_feedback').length;
    expect(cycle).toEqual(
      Array.from({ length: turns }, (_, i) => [
        'answer_feedback',
        'progress_update',
        ...(i < turns - 1 ? ['question'] : []),
      ]).flat(),
    );
    const { results } = client.last('assessment_completed');
    expect(results).toMatchObject({
      total_questions: turns,
      max_possible_score: 10 * turns,
      completion_status: 'completed',
    });
    const gained = client.named('answer_feedback').reduce((sum, frame) => sum + frame.score_gained!, 0);
    expect(results.total_score).toBeCloseTo(gained, 6);
    expect(results.scale_score!.low).toBeLessThan(results.scale_score!.high);
  });

  test('takes the letter, the text, and the letter with the text', async () => {
    const { connect, testId } = await invited({ feedbackMode: 'full', minItems: 4, maxItems: 4 });
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    await client.until('question');
    const forms = [
      (o: string) => o[0]!,
      (o: string) => o.slice(3),
      (o: string) => o,
      (o: string) => o[0]!.toLowerCase(),
    ];
    for (const [index, form] of forms.entries()) {
      const { options, question_id } = await client.until('question', index + 1);
      client.send('submit_answer', { question_id, selected_option: form(options[1]!) });
      expect((await client.until('answer_feedback', index + 1)).selected_option).toBe('B');
    }
  });

  test('repeats the open question when asked, and never spends another', async () => {
    const { connect, testId } = await invited();
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    const first = await client.until('question');
    for (let i = 0; i < 3; i += 1) client.send('get_question');
    const last = await client.until('question', 4);
    expect({ ...last, time_limit_seconds: 0 }).toEqual({ ...first, time_limit_seconds: 0 });
    const asked = await assay.database.prisma.presentation.count({ where: { sessionId: first.thread_id } });
    expect(asked).toBe(1);
    client.send('get_test_info');
    const { test_info } = await client.until('test_info');
    expect(test_info.assessment_details).toMatchObject({ questions_answered: 0, status: 'in_progress' });
  });

  test.each(['none', 'afterSession'] as const)(
    'hides correctness and scores in mode %s: present, and null',
    async (feedbackMode) => {
      const { connect, testId } = await invited({ feedbackMode });
      const client = await connect();
      client.send('start_assessment', { test_id: testId });
      await client.until('question');
      await answer(client);
      expect(client.last('answer_feedback')).toMatchObject({
        is_correct: null,
        correct_option: null,
        explanation: null,
        score_gained: null,
        total_score: null,
      });
      expect(client.last('progress_update').current_score).toBeNull();
      client.send('complete_assessment', { reason: 'tired' });
      const { results } = await client.until('assessment_completed');
      expect(results.total_score === null).toBe(feedbackMode === 'none');
    },
  );

  test('an answer sent again gets its first result, and is scored once', async () => {
    const { connect, testId } = await invited({ feedbackMode: 'full' });
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    const { question_id } = await client.until('question');
    client.send('submit_answer', { question_id, selected_option: 'A' });
    const first = await client.until('answer_feedback');
    client.send('submit_answer', { question_id, selected_option: 'A' });
    expect(await client.until('answer_feedback', 2)).toEqual(first);
    client.send('submit_answer', { question_id, selected_option: 'B' });
    expect((await client.until('error')).code).toBe('stale_presentation');
    expect(client.last('progress_update').questions_answered).toBe(1);
  });

  test('ends once, however often it is ended', async () => {
    const { connect, testId } = await invited();
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    await client.until('question');
    await answer(client);
    client.send('complete_assessment');
    client.send('complete_assessment');
    const [first, second] = [await client.until('assessment_completed'), await client.until('assessment_completed', 2)];
    expect({ ...second, timestamp: '' }).toEqual({ ...first, timestamp: '' });
  });

  test('answers a heartbeat, chat and a question about nothing in particular', async () => {
    const { connect, testId } = await invited();
    const client = await connect();
    client.send('heartbeat');
    await client.until('pong');
    client.send('get_question');
    await client.until('system_message');
    client.send('start_assessment', { test_id: testId });
    await client.until('question');
    client.send('chat_message', { message: 'How much time is left?' });
    expect((await client.until('system_message', 2)).message.length).toBeGreaterThan(10);
  });
});

describe('a connection that drops', () => {
  test('comes back to the same question and the remaining time', async () => {
    const { connect, testId } = await invited();
    const before = await connect();
    before.send('start_assessment', { test_id: testId });
    await before.until('question');
    await answer(before);
    const asked = await before.until('question', 2);
    before.socket.terminate();
    assay.clock.advance(5_000);
    const after = await connect();
    const { recovered_assessment } = await after.until('auth_success');
    expect(recovered_assessment).toMatchObject({ test_id: testId, is_in_assessment: true });
    after.send('get_question');
    const again = await after.until('question');
    expect({ ...again, time_limit_seconds: 0 }).toEqual({ ...asked, time_limit_seconds: 0 });
    after.send('start_assessment', { test_id: testId });
    const started = await after.until('assessment_started');
    expect(started.time_remaining_seconds).toBeLessThanOrEqual(started.time_limit_minutes * 60 - 5);
    expect(await after.until('question', 2)).toMatchObject({ question_id: asked.question_id });
  });

  test('leaves a second socket of the candidate following, each frame once', async () => {
    const { connect, testId } = await invited({ minItems: 4, maxItems: 4 });
    const writer = await connect();
    writer.send('start_assessment', { test_id: testId });
    await writer.until('question');
    const reader = await connect();
    await reader.until('auth_success');
    for (let i = 1; i <= 4; i += 1) {
      await answer(writer);
      if (i < 4) await writer.until('question', i + 1);
    }
    await reader.until('assessment_completed');
    const told = (client: AssessmentClient) =>
      client.frames.slice(client.types().indexOf('answer_feedback')).map(({ type }) => type);
    expect(told(reader)).toEqual(told(writer));
  });
});

describe('two sockets of one candidate', () => {
  test('both follow, one writes; starting on the other takes over and freezes the first', async () => {
    const { connect, testId } = await invited();
    const first = await connect();
    first.send('start_assessment', { test_id: testId });
    await first.until('question');
    const second = await connect();
    await second.until('auth_success');
    second.send('get_question');
    const { question_id } = await second.until('question');
    second.send('submit_answer', { question_id, selected_option: 'A' });
    expect((await second.until('error')).code).toBe('answered_elsewhere');
    second.send('start_assessment', { test_id: testId });
    await second.until('assessment_started');
    await first.until('system_message');
    first.send('submit_answer', { question_id, selected_option: 'A' });
    expect((await first.until('error')).code).toBe('answered_elsewhere');
    second.send('submit_answer', { question_id, selected_option: 'A' });
    await second.until('answer_feedback');
    await first.until('answer_feedback');
  });

  test('one that comes in place of one that is gone goes on without a word', async () => {
    const { connect, testId } = await invited();
    const first = await connect();
    first.send('start_assessment', { test_id: testId });
    const { question_id } = await first.until('question');
    first.socket.terminate();
    const second = await connect();
    await second.until('auth_success');
    second.send('submit_answer', { question_id, selected_option: 'B' });
    expect((await second.until('answer_feedback')).selected_option).toBe('B');
  });
});

describe('a session begun on the page', () => {
  test('goes on over the older protocol and back, in one log', async () => {
    const { candidate, connect, testId, assessmentId } = await invited({ minItems: 4, maxItems: 4 });
    const login = await candidate.login();
    const application = await assay.database.prisma.application.findFirstOrThrow({ where: { assessmentId } });
    const { sessionId } = await assay.services.sessions.start(login, { applicationId: application.id, consent: true });
    const page = { sessionId, writer: 'a page' };
    const answerOnPage = async (position: number) => {
      await assay.services.conduct.takeOver(login, page, null);
      const { view } = await assay.services.sessions.get(login, sessionId);
      const answer = someAnswer(openItem(view)!.shown, seededRandom('page'));
      await assay.services.sessions.submitResponse(login, { ...page, position, answer }, null);
    };
    await answerOnPage(1);
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    expect((await client.until('question')).question_number).toBe(2);
    await answer(client);
    await client.until('question', 2);
    await answerOnPage(3);
    await client.until('question', 3);
    client.send('start_assessment', { test_id: testId });
    await client.until('assessment_started', 2);
    await answer(client);
    const { results } = await client.until('assessment_completed');
    expect(results.total_questions).toBe(4);
    const { events, responses } = await storedSession(assay, sessionId);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(responses.map((response) => response.position)).toEqual([1, 2, 3, 4]);
  });
});

test('a pause is taken where the rules allow one, and refused where they do not', async () => {
  const strict = await invited();
  const refused = await strict.connect();
  refused.send('start_assessment', { test_id: strict.testId });
  await refused.until('question');
  refused.send('pause_assessment');
  await refused.until('error');

  const { connect, testId } = await invited({ maxPauses: 1, maxPauseMs: 60_000 });
  const client = await connect();
  client.send('start_assessment', { test_id: testId });
  const { question_id } = await client.until('question');
  client.send('pause_assessment');
  expect(await client.until('system_message')).toMatchObject({ is_paused: true });
  client.send('submit_answer', { question_id, selected_option: 'A' });
  await client.until('error');
  client.send('resume_assessment');
  expect((await client.until('question', 2)).question_id).not.toBe(question_id);
});

describe('who may not', () => {
  test.each([
    ['no token', {}],
    ['a token that is none', { token: 'x.y.z' }],
  ])('comes with %s and is closed with 4001', async (_, query) => {
    const client = await AssessmentClient.connect(assay.origin, query);
    expect(await client.closed).toEqual({ code: 4001, reason: 'not_signed_in' });
    expect(client.frames).toEqual([]);
  });

  test('has signed out, and is closed with 4001, also while connected', async () => {
    const { candidate, connect } = await invited();
    const client = await connect();
    await client.until('auth_success');
    await assay.services.identity.signOut({ ...candidate.claims, exp: Math.floor(Date.now() / 1000) + 3_600 });
    expect((await client.closed).code).toBe(4001);
    expect((await (await connect()).closed).code).toBe(4001);
  });

  test('has completed it, and is closed with 4002', async () => {
    const { connect, testId } = await invited();
    const client = await connect();
    client.send('start_assessment', { test_id: testId });
    await client.until('question');
    await answer(client);
    client.send('complete_assessment');
    await client.until('assessment_completed');
    expect((await (await connect()).closed).code).toBe(4002);
  });

  test('is not invited, and is closed with 4003 after an error frame', async () => {
    const { testId } = await invited();
    const stranger = await assay.addPerson();
    const client = await AssessmentClient.connect(assay.origin, {
      token: await tokenOf(assay, stranger),
      test_id: testId,
    });
    expect((await client.closed).code).toBe(4003);
    expect(client.types()).toEqual(['auth_success', 'error']);
  });
});

describe('what is malformed', () => {
  test.each([
    ['no JSON', '{"type":', /not valid JSON/],
    ['a list', '[]', /an object/],
    ['no type', '{"data":{}}', /no type/],
    ['an unknown type', '{"type":"drop_tables","data":{}}', /Unknown message type/],
    ['no test_id', '{"type":"start_assessment","data":{}}', /test_id/],
    ['no question_id', '{"type":"submit_answer","data":{"selected_option":"A"}}', /question_id/],
    ['no selected_option', '{"type":"submit_answer","data":{"question_id":"q_1"}}', /selected_option/],
    ['an empty chat message', '{"type":"chat_message","data":{"message":"  "}}', /message/],
    ['half a character', '{"type":"chat_message","data":{"message":"\\ud800"}}', /broken character/],
  ])('%s is answered with an error, and the socket stays open', async (_, frame, words) => {
    const { connect } = await invited();
    const client = await connect();
    client.sendRaw(frame);
    const error = await client.until('error');
    expect(error.error).toMatch(words);
    client.send('heartbeat');
    await client.until('pong');
  });

  test('ten times, and the socket is closed with 4004', async () => {
    const { connect } = await invited();
    const client = await connect();
    for (let i = 0; i < 12; i += 1) client.sendRaw('nonsense');
    expect((await client.closed).code).toBe(4004);
  });

  test('a frame above 64 KiB closes with 1009', async () => {
    const { connect } = await invited();
    const client = await connect();
    client.sendRaw('x'.repeat(70_000));
    expect((await client.closed).code).toBe(1009);
  });

  test('more messages than allowed close with 1008', async () => {
    const { connect } = await invited();
    const client = await connect();
    for (let i = 0; i < 2_000; i += 1) client.send('heartbeat');
    expect((await client.closed).code).toBe(1008);
  });
});
