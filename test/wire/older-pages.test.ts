import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { z } from 'zod';
import type { NestedQuestion } from '@/protocol/assessment-socket/older-shapes';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation } from '~test/support/evaluation-client';
import { invitedByNumber } from '~test/support/old-people';
import { startOpenAiDouble } from '~test/support/openai-double';
import { restClient } from '~test/support/rest-client';

/** Fields and habits of the older systems' own pages and programs that their documents do not have. */
let assay: AssayServer;
let double: Awaited<ReturnType<typeof startOpenAiDouble>>;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  double = await startOpenAiDouble({ kind: 'stream', pieces: OUTPUT.match(/.{1,20}/gs) ?? [], everyMs: 2 });
  assay = await startAssayServer(inject('postgresUrl'), { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' });
  assay.startJobs();
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(async () => {
  await assay.stop();
  await double[Symbol.asyncDispose]();
});

async function candidateOf(rules: Parameters<typeof invitedByNumber>[3]) {
  const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, rules);
  const client = await AssessmentClient.connect(assay.origin, { token, test_id: testId });
  await client.until('auth_success');
  client.send('start_assessment', { test_id: testId });
  await client.until('question');
  return { client, testId };
}

describe("the older assessment system's page", () => {
  /** How that page takes a question apart: the first character of an option is what it sends back. */
  const shownBy = ({ question }: { question: z.infer<typeof NestedQuestion> }) => ({
    text: question.prompt,
    options: question.options.map((option) => ({ id: option[0]!, text: option.slice(2) })),
    difficulty: question.meta.difficulty,
  });

  test('shows a question from the nested object, and has its answer taken by the first character', async () => {
    const { client, testId } = await candidateOf({ minItems: 2, maxItems: 2, feedbackMode: 'full' });
    const asked = client.last('question');
    const shown = shownBy(asked);
    expect(shown.text).toBe(asked.question_text);
    expect(shown.options.map(({ id }) => id)).toEqual(asked.options.map((option) => option[0]));
    expect(['Easy', 'Medium', 'Hard']).toContain(shown.difficulty);
    expect(Object.keys(asked.question)).toEqual(['question_id', 'node_id', 'prompt', 'options', 'meta']);
    const given = { question_id: asked.question.question_id, selected_option: shown.options[1]!.id };
    client.send('submit_answer', given);
    const { feedback, is_correct, correct_option, progress } = await client.until('answer_feedback');
    expect(feedback).toMatchObject({ correct: is_correct, correct_answer: correct_option, selected_option: 'B' });
    expect(progress.total_nodes).toBe(client.last('progress_update').total_nodes);
    const { test_details, test_id } = client.last('assessment_started');
    expect([test_details.name, test_id]).toEqual(['Test', testId]);
    client.close();
  });

  test('finds the nested feedback empty where results are hidden', async () => {
    const { client } = await candidateOf({ minItems: 2, maxItems: 2, feedbackMode: 'none' });
    client.send('submit_answer', { question_id: client.last('question').question_id, selected_option: 'A' });
    const { feedback } = await client.until('answer_feedback');
    expect(feedback).toEqual({
      correct: null,
      correct_answer: null,
      selected_option: 'A',
      message: 'Your answer is stored.',
    });
    client.close();
  });

  test('asks for its progress by a word the document does not have', async () => {
    const { client } = await candidateOf({ minItems: 2, maxItems: 2 });
    client.send('get_progress');
    expect(await client.until('progress_update')).toMatchObject({ questions_answered: 0, total_questions: 2 });
    client.close();
  });

  test('ends the assessment at is_time_up, so it is said of the whole time and never of one question', async () => {
    // The clock jumps and the signs of life do not: without credit for outages nothing is given back for that.
    const times = { itemTimeLimitMs: 10_000, timeLimitMs: 60_000, outageCreditMs: 0 };
    const { client } = await candidateOf({ minItems: 3, maxItems: 3, ...times });
    assay.clock.advance(12_000);
    client.send('submit_answer', { question_id: client.last('question').question_id, selected_option: 'A' });
    await client.until('question', 2);
    const [missed] = client.named('system_message');
    expect(missed).toMatchObject({ is_question_time_up: true });
    expect(missed).not.toHaveProperty('is_time_up');
    expect(client.last('progress_update')).toMatchObject({ questions_answered: 1 });
    assay.clock.advance(60_000);
    client.send('get_question');
    const { thread_id } = await client.until('assessment_completed');
    const over = client.named('system_message').find((message) => message.is_time_up === true);
    expect(over).toMatchObject({ reason: 'deadline_passed', assessment_id: thread_id, thread_id });
    client.close();
  });

  test('goes on by get_question after a question whose time went by while it was away', async () => {
    const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, {
      minItems: 3,
      maxItems: 3,
      itemTimeLimitMs: 10_000,
    });
    const connect = () => AssessmentClient.connect(assay.origin, { token, test_id: testId });
    const first = await connect();
    const page = await assay.services.identity.resume(await assay.services.identity.fromAccessToken(token));
    const { applicationId } = (await assay.services.applications.list(page!))[0]!;
    const { sessionId } = await assay.services.sessions.start(page!, { applicationId, consent: true });
    first.close();
    assay.clock.advance(60_000);
    await assay.services.sessions.expireAllOverdue();
    const again = await connect();
    expect(await again.until('auth_success')).toMatchObject({ recovered_assessment: { assessment_id: sessionId } });
    again.send('get_question');
    expect((await again.until('question')).question_number).toBe(1);
    expect(again.named('error')).toEqual([]);
    again.close();
  });

  test('reads where it stands from get_test_info, of which no field is an answer', async () => {
    const { client } = await candidateOf({ minItems: 2, maxItems: 2, feedbackMode: 'full' });
    client.send('get_test_info');
    const { test_info } = await client.until('test_info');
    expect(test_info.connection_info).toMatchObject({ is_authenticated: true, graph_initialized: true });
    expect(test_info.connection_info.thread_id).toBe(test_info.assessment_details!.assessment_id);
    expect(test_info.graph_state).toMatchObject({ processed_nodes: [], percentage_complete: 0 });
    client.close();
  });
});

describe("the older evaluation system's chat", () => {
  const auditor = async () => {
    const person = await assay.addPerson(await assay.addOrganisation(), 'auditor');
    return { person, rest: restClient(assay.origin, await person.accessToken()) };
  };

  test('waits for a last token that is done and for the stored answer, and follows its evaluation by stage', async () => {
    const { person, rest } = await auditor();
    const { body: chat } = await rest.post('/chat/sessions', { ollama_model: 'double', source_text: SOURCE });
    const client = await connectEvaluation(assay.origin, await person.accessToken());
    await client.ask('join_chat_session', { chat_session_id: chat.id });
    await client.ask('chat_message', { chat_session_id: chat.id, question: 'Who was Marie Curie?' });
    await client.until('chat_evaluation_complete');
    const names = client.received.map(({ name }) => name);
    const last = client.named('stream_token').at(-1)!;
    expect(last.payload).toMatchObject({ token: '', done: true });
    expect(client.named('stream_token').filter(({ payload }) => payload.done)).toHaveLength(1);
    expect(names.indexOf('generation_complete')).toBe(client.received.indexOf(last) + 2);
    const saved = client.named('message_saved').map(({ payload }) => [payload.role, payload.content]);
    expect(saved).toEqual([
      ['user', 'Who was Marie Curie?'],
      ['assistant', OUTPUT],
    ]);
    const stages = client.named('evaluation_progress').map(({ payload }) => payload);
    expect(new Set(stages.map(({ stage }) => stage)).size).toBe(4);
    expect(stages.every(({ chat_session_id }) => chat_session_id === chat.id)).toBe(true);
    client.close();
  });

  test('finds its messages as a list, with the chat each belongs to, and chats with their last words', async () => {
    const { person, rest } = await auditor();
    const { body: chat } = await rest.post('/chat/sessions', {});
    expect(chat).toMatchObject({ user_id: person.id, messages: [] });
    const { body: message } = await rest.post(`/chat/sessions/${chat.id}/messages`, { role: 'user', content: 'Who?' });
    expect(message).toMatchObject({ session_id: chat.id, role: 'user', content: 'Who?' });
    const { body: messages } = await rest.get(`/chat/sessions/${chat.id}/messages`);
    expect(messages.map(({ session_id }: { session_id: string }) => session_id)).toEqual([chat.id, chat.id]);
    const { body: page } = await rest.get('/chat/sessions');
    expect(page.sessions[0]).toMatchObject({ id: chat.id, message_count: 2 });
    expect(typeof page.sessions[0].last_message_preview).toBe('string');
    const spoken = { role: 'assistant', content: 'I say so.' };
    expect((await rest.post(`/chat/sessions/${chat.id}/messages`, spoken)).status).toBe(422);
  });

  test.each(['\u0000', '\ud800'])(
    'cannot name a model, a title or a user by a broken character (%j)',
    async (broken) => {
      const { person, rest } = await auditor();
      const { body: chat } = await rest.post('/chat/sessions', {});
      const client = await connectEvaluation(assay.origin, await person.accessToken());
      const asked = { chat_session_id: chat.id, question: 'Who?', model: `a${broken}` };
      expect(await client.ask('chat_message', asked)).toMatchObject({ ok: false, error: 'invalid_request' });
      client.close();
      expect((await rest.post('/chat/sessions', { title: `a${broken}` })).status).toBe(422);
      const named = { username: `ada${broken}`, email: 'ada@older.example', password: 'correct horse battery' };
      expect((await rest.post('/auth/register', named)).status).toBe(422);
    },
  );

  test('asks the model by `question`, with what was said before', async () => {
    const { rest } = await auditor();
    const conversation_history = [
      { role: 'user', content: 'Remember Ada.' },
      { role: 'assistant', content: 'I do.' },
    ];
    const asked = { question: 'Whom?', conversation_history, system_prompt: 'Be brief.', temperature: 0.2, top_p: 0.9 };
    expect((await rest.post('/ollama/generate', asked)).status).toBe(200);
    const { messages, body } = double.requests.findLast(({ messages: said }) => said.at(-1)!.content === 'Whom?')!;
    expect(messages.slice(-3, -1)).toEqual(conversation_history);
    expect(body.temperature).toBe(0.2);
    expect((await rest.post('/ollama/generate', { model: 'double' })).status).toBe(422);
  });
});

describe("the older evaluation system's figures and lists", () => {
  test('stand under its names beside ours', async () => {
    const person = await assay.addPerson(await assay.addOrganisation(), 'auditor');
    const rest = restClient(assay.origin, await person.accessToken());
    const made = await rest.post('/evaluations', { source_text: SOURCE, candidate_output: OUTPUT });
    const { id } = made.body;
    expect(made.body.user_id).toBe(person.id);
    await rest.post(`/evaluations/${id}/start`);
    await expect.poll(async () => (await rest.get(`/evaluations/${id}`)).body.status).toBe('completed');
    const { body: whole } = await rest.get(`/evaluations/${id}`);
    expect(whole.claim_verdicts[0]).toMatchObject({ evaluation_id: id, created_at: expect.any(String) });
    const { body: page } = await rest.get('/evaluations');
    expect(page.sessions[0]).toMatchObject({ num_verifier_verdicts: whole.verifier_verdicts.length });
    expect(page.sessions[0].num_judge_results).toBeGreaterThan(1);
    const { body: figures } = await rest.get('/evaluations/statistics/aggregate?days=7');
    expect(figures).toMatchObject({ date_range_days: 7, consensus_score_trend: null });
    expect(figures.consensus_score_stats).toMatchObject({ count: 1, mean: whole.consensus_score });
    expect(figures.variance_stats.mean).toBeCloseTo(whole.session_metadata.variance, 6);
    expect(figures.daily_trends).toHaveLength(1);
    const { body: link } = await rest.post(`/evaluations/${id}/share`);
    expect(link).toMatchObject({ session_id: id, shareable_url: `/shared/${link.share_token}` });
    expect((await rest.get(`/evaluations/${id}/export?format=JSON`)).status).toBe(200);
  });

  test.each(['/health', '/health/detailed'])('%s says that it is well', async (path) => {
    const response = await fetch(`${assay.origin}${path}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'healthy', timestamp: expect.any(Number) });
  });
});
