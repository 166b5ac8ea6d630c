import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Problem } from '@/protocol/rest';
import { AggregateStatistics, Evaluation, EvaluationStarted, OwnPreferences } from '@/protocol/rest-evaluation';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation } from '~test/support/evaluation-client';
import { restClient } from '~test/support/rest-client';

type Client = ReturnType<typeof restClient>;

let assay: AssayServer;
let organisationId: string;
let auditor: TestPerson;
let rest: Client;

const clientOf = async (person: TestPerson) => restClient(assay.origin, await person.accessToken());

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
  organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
  rest = await clientOf(auditor);
});
afterAll(() => assay.stop());

const texts = { source_text: SOURCE, candidate_output: OUTPUT };
const create = async (client = rest, more: object = {}) =>
  Evaluation.parse((await client.post('/evaluations', { ...texts, ...more })).body);
const completed = async (client = rest) => {
  const { id } = await create(client);
  await client.post(`/evaluations/${id}/start`);
  const status = async () => (await client.get(`/evaluations/${id}`)).body.status;
  await expect.poll(status).toBe('completed');
  return Evaluation.parse((await client.get(`/evaluations/${id}`)).body);
};

describe('making an evaluation', () => {
  test('answers 201 with the session, pending, and nobody works on it until it is started', async () => {
    const { status, body } = await rest.post('/evaluations', texts);
    expect(status).toBe(201);
    const made = Evaluation.parse(body);
    expect(made).toMatchObject({ status: 'pending', ...texts, judge_results: [], completed_at: null });
    await assay.services.evaluations.resumeAbandoned();
    expect((await rest.get(`/evaluations/${made.id}`)).body.status).toBe('pending');
  });

  test('keeps a text as it was given, with its markup, its code and its comment signs', async () => {
    const candidate_output =
      '# Title\n\n```sql\nselect 1; -- <b>execute</b> /* x */\n```\nThe institute employed 45 people.';
    expect((await create(rest, { candidate_output })).candidate_output).toBe(candidate_output);
  });

  test.each([
    ['an empty source', { source_text: ' ' }, 'text_empty'],
    ['an empty output', { candidate_output: '' }, 'text_empty'],
    ['an output of 50,001 characters', { candidate_output: 'a'.repeat(50_001) }, 'text_too_long'],
    ['a source that is no text', { source_text: 7 }, 'invalid_input'],
    ['a broken character', { source_text: 'a\ud800b' }, 'invalid_input'],
  ])('with %s answers 422', async (_, wrong, code) => {
    const { status, body } = await rest.post('/evaluations', { ...texts, ...wrong });
    expect({ status, code: Problem.parse(body).code }).toEqual({ status: 422, code });
  });

  test('is for those who may: 401 without a token, 403 for a viewer and for a candidate', async () => {
    expect((await restClient(assay.origin).post('/evaluations', texts)).status).toBe(401);
    for (const person of [await assay.addPerson(organisationId, 'viewer'), await assay.addPerson()])
      expect((await (await clientOf(person)).post('/evaluations', texts)).status).toBe(403);
  });

  test('asks the judges and draws them together as the config says', async () => {
    const config = { judge_models: ['numbers', 'names', 'gpt-4'], aggregation_strategy: 'median' };
    const { id } = await create(rest, { config });
    await rest.post(`/evaluations/${id}/start`);
    await expect.poll(async () => (await rest.get(`/evaluations/${id}`)).body.status).toBe('completed');
    const done = Evaluation.parse((await rest.get(`/evaluations/${id}`)).body);
    expect(done.judge_results.map((judge) => judge.id).toSorted()).toEqual(['names', 'numbers']);
    expect(done.session_metadata).toMatchObject({ aggregation_strategy: 'median', total_judges: 2 });
  });
});

describe('starting', () => {
  test('answers 202, leads to the same figures as everywhere, and says where to follow it', async () => {
    const { id } = await create();
    const { status, body } = await rest.post(`/evaluations/${id}/start`);
    expect(status).toBe(202);
    expect(EvaluationStarted.parse(body)).toMatchObject({ session_id: id, status: 'processing' });
    expect(body.websocket_url).toBe(`${assay.origin.replace('http', 'ws')}/ws/socket.io`);
    const watcher = await connectEvaluation(assay.origin, await auditor.accessToken());
    await watcher.ask('join_session', { session_id: id });
    await watcher.until('evaluation_complete');
    const [told] = watcher.named('evaluation_complete');
    const stored = Evaluation.parse((await rest.get(`/evaluations/${id}`)).body);
    expect(stored.consensus_score).toBe(told!.payload.consensus_score);
    expect(stored.hallucination_score).toBe(told!.payload.hallucination_score);
    expect(stored.claim_verdicts.map(({ verdict }) => verdict)).toEqual(
      told!.payload.claim_verdicts.map(({ verdict }) => verdict),
    );
    watcher.close();
  });

  test('twice, or after it was cancelled, answers 409 and doubles nothing', async () => {
    const done = await completed();
    const again = await rest.post(`/evaluations/${done.id}/start`);
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'run_already_started' });
    expect(Evaluation.parse((await rest.get(`/evaluations/${done.id}`)).body)).toEqual(done);
    const { id } = await create();
    expect((await rest.post(`/evaluations/${id}/cancel`)).status).toBe(200);
    expect((await rest.post(`/evaluations/${id}/start`)).status).toBe(409);
    expect((await rest.post(`/evaluations/${id}/cancel`)).status).toBe(409);
    expect((await rest.get(`/evaluations/${id}`)).body.status).toBe('cancelled');
  });

  test.each(['start', 'cancel'])("%s of what is not there, or another organisation's, answers 404", async (what) => {
    const stranger = await clientOf(await assay.addPerson(await assay.addOrganisation(), 'auditor'));
    const { id } = await create();
    for (const [client, named] of [
      [rest, crypto.randomUUID()],
      [rest, 'no-id'],
      [stranger, id],
    ] as const)
      expect((await client.post(`/evaluations/${named}/${what}`)).status).toBe(404);
  });
});

describe('an evaluation', () => {
  test('is shown whole: judges with issues, verdicts with passages of the source, claims by their place', async () => {
    const done = await completed();
    expect(done.judge_results.length).toBeGreaterThan(1);
    expect(done.judge_results.some(({ flagged_issues }) => flagged_issues.length > 0)).toBe(true);
    expect(done.verifier_verdicts).toHaveLength(done.claim_verdicts.length);
    for (const claim of done.claim_verdicts)
      expect(OUTPUT.slice(claim.text_span_start, claim.text_span_end)).toBe(claim.claim_text);
    for (const { text } of done.verifier_verdicts.flatMap(({ evidence }) => evidence)) expect(SOURCE).toContain(text);
    expect(done.session_metadata?.processing_time_ms).toBeGreaterThanOrEqual(0);
  });

  test('gives the same verdicts for the same texts each time: nothing in it is drawn by chance', async () => {
    const [first, second] = [await completed(), await completed()];
    const drawn = ({ claim_verdicts }: typeof first) =>
      claim_verdicts.map(({ evaluation_id: _evaluation, created_at: _at, ...verdict }) => verdict);
    expect(drawn(second)).toEqual(drawn(first));
    expect(second.hallucination_score).toBe(first.hallucination_score);
  });

  test('of another organisation, or of nobody, answers 404', async () => {
    const { id } = await create();
    const stranger = await clientOf(await assay.addPerson(await assay.addOrganisation(), 'auditor'));
    expect((await stranger.get(`/evaluations/${id}`)).status).toBe(404);
    expect((await rest.get('/evaluations/none')).status).toBe(404);
  });
});

describe('figures over the last days', () => {
  test('come with their n, by judge and by day', async () => {
    const person = await assay.addPerson(await assay.addOrganisation(), 'owner');
    const own = await clientOf(person);
    const done = await completed(own);
    await create(own);
    const figures = AggregateStatistics.parse((await own.get('/evaluations/statistics/aggregate?days=7')).body);
    expect(figures).toMatchObject({ days: 7, total_evaluations: 2, completed_evaluations: 1, truncated: false });
    expect(figures.consensus_score).toMatchObject({
      measured: true,
      count: 1,
      mean: done.consensus_score,
      std_dev: null,
    });
    expect(figures.trend).toMatchObject({ direction: null, n: 1, reason: 'fewer than 4 values' });
    expect(figures.judges.length).toBeGreaterThan(1);
    expect(figures.daily).toHaveLength(1);
  });

  test('say why there are none when nothing was completed', async () => {
    const own = await clientOf(await assay.addPerson(await assay.addOrganisation(), 'viewer'));
    const figures = AggregateStatistics.parse((await own.get('/evaluations/statistics/aggregate')).body);
    expect(figures.consensus_score).toEqual({
      measured: false,
      count: 0,
      reason: expect.stringContaining('no completed'),
    });
  });

  test.each(['0', '366', 'many', '1.5'])('for days=%s answers 422', async (days) => {
    expect((await rest.get(`/evaluations/statistics/aggregate?days=${days}`)).status).toBe(422);
  });
});

describe('preferences', () => {
  test('are kept, changed in part, forgotten and set back', async () => {
    const own = await clientOf(await assay.addPerson(organisationId, 'auditor'));
    const first = OwnPreferences.parse((await own.get('/preferences')).body);
    const changed = await own.put('/preferences', { default_aggregation_strategy: 'median', theme: 'dark' });
    const { updated_at } = changed.body;
    expect(Date.parse(updated_at)).toBeGreaterThan(0);
    expect(changed.body).toEqual({ ...first, default_aggregation_strategy: 'median', theme: 'dark', updated_at });
    expect((await own.get('/preferences')).body).toEqual(changed.body);
    expect((await own.delete('/preferences')).status).toBe(204);
    expect((await own.get('/preferences')).body).toEqual(first);
    await own.put('/preferences', { theme: 'dark' });
    expect((await own.post('/preferences/reset')).body).toEqual(first);
    expect((await own.put('/preferences', { theme: 'pink' })).status).toBe(422);
    expect((await restClient(assay.origin).get('/preferences')).status).toBe(401);
  });

  test('decide what is not said when an evaluation is made, over REST and over Socket.IO', async () => {
    const person = await assay.addPerson(organisationId, 'auditor');
    const own = await clientOf(person);
    const preferred = { default_judge_models: ['numbers'], default_aggregation_strategy: 'median' };
    await own.put('/preferences', preferred);
    const wanted = { judge_models: ['numbers'], enable_retrieval: true, aggregation_strategy: 'median' };
    expect((await create(own)).config).toEqual(wanted);
    expect((await create(own, { config: { judge_models: ['names'] } })).config).toEqual({
      ...wanted,
      judge_models: ['names'],
    });
    const socket = await connectEvaluation(assay.origin, await person.accessToken());
    const { session_id } = await socket.ask('start_evaluation', texts);
    expect((await own.get(`/evaluations/${session_id}`)).body.config).toEqual(wanted);
    socket.close();
  });
});
