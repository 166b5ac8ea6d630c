import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { SubmitRun } from '@/protocol/evaluation';
import { STAGE_NAMES } from '@/protocol/evaluation-socket/messages';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation, type EvaluationClient, WAYS, type Way } from '~test/support/evaluation-client';
import { tokenOf } from '~test/support/old-people';

let assay: AssayServer;
let organisationId: string;
let auditor: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
  organisationId = await assay.addOrganisation();
  auditor = await assay.addPerson(organisationId, 'auditor');
});
afterAll(() => assay.stop());

const open: EvaluationClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

const connect = async (person = auditor, way?: Way) => {
  const client = await connectEvaluation(assay.origin, await tokenOf(assay, person), way);
  open.push(client);
  return client;
};
const texts = { source_text: SOURCE, candidate_output: OUTPUT };

describe('an evaluation over Socket.IO', () => {
  test.each(Object.keys(WAYS) as Way[])(
    'runs from its start to its figures for a client that connects %s',
    async (way) => {
      const client = await connect(auditor, way);
      const reply = await client.ask('start_evaluation', texts);
      expect(reply).toMatchObject({ ok: true, message: 'Evaluation started' });
      await client.until('evaluation_complete');
      const [complete] = client.named('evaluation_complete');
      expect(complete!.payload).toMatchObject({ session_id: reply.session_id, status: 'completed' });
      expect(complete!.payload.claim_verdicts.length).toBeGreaterThan(0);
      expect(client.named('verifier_verdict')).toHaveLength(complete!.payload.claim_verdicts.length);
      expect(client.named('judge_result').length).toBeGreaterThan(1);
      expect(client.named('error')).toEqual([]);
      for (const { payload } of client.named('verifier_verdict'))
        expect(OUTPUT.slice(payload.text_span_start, payload.text_span_end)).toBe(payload.claim_text);
    },
  );

  test('tells its stages in order, never falling, each ending at 100', async () => {
    const client = await connect();
    await client.ask('start_evaluation', texts);
    await client.until('evaluation_complete');
    const progress = client.named('evaluation_progress').map(({ payload }) => payload);
    const order = progress.map(({ stage }) => STAGE_NAMES.indexOf(stage));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    for (const stage of STAGE_NAMES) {
      const values = progress.filter((entry) => entry.stage === stage).map((entry) => entry.progress);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values.filter((value) => value === 100)).toHaveLength(1);
      expect(values.at(-1)).toBe(100);
    }
  });

  test('is told whole and once to who joins late, in the middle, or again', async () => {
    const first = await connect();
    const { session_id } = await first.ask('start_evaluation', texts);
    await first.until('verifier_verdict');
    const during = await connect();
    await during.ask('join_session', { session_id });
    await first.until('evaluation_complete');
    await during.until('evaluation_complete');
    const after = await connect();
    await after.ask('join_session', { session_id });
    await after.ask('join_session', { session_id });
    await after.until('evaluation_complete');
    const about = (client: EvaluationClient) =>
      client.received.filter(({ name }) => name !== 'session_joined' && name !== 'evaluation_started');
    expect(about(during)).toEqual(about(first));
    expect(about(after)).toEqual(about(first));
  });

  test('is told from where a client had got, when it says so', async () => {
    const first = await connect();
    const { session_id } = await first.ask('start_evaluation', texts);
    await first.until('evaluation_complete');
    const seen = first.named('judge_result')[0]!.payload.event_id;
    const again = await connect();
    await again.ask('join_session', { session_id, last_event_id: seen });
    await again.until('evaluation_complete');
    const ids = again.received.flatMap(({ payload }) => ('event_id' in payload ? [payload.event_id] : []));
    expect(Math.min(...ids)).toBeGreaterThan(seen);
  });

  test('that was made before waits until it is started, and is started once', async () => {
    const member = { userId: auditor.id, organisationId, role: 'auditor' as const };
    const submission = SubmitRun.parse({ source: SOURCE, output: OUTPUT });
    const { runId: session_id } = await assay.services.evaluations.create(member, submission, { held: true });
    await assay.services.evaluations.resumeAbandoned();
    const client = await connect();
    await client.ask('join_session', { session_id });
    expect(client.named('evaluation_progress')).toEqual([]);
    expect(await client.ask('start_evaluation', { session_id })).toMatchObject({ ok: true });
    expect(await client.ask('start_evaluation', { session_id })).toMatchObject({
      ok: false,
      error: 'run_already_started',
    });
    await client.until('evaluation_complete');
    expect(client.named('evaluation_complete')).toHaveLength(1);
  });

  test('that is cancelled says so with advice, and goes on when it is resumed', async () => {
    const member = { userId: auditor.id, organisationId, role: 'auditor' as const };
    const submission = SubmitRun.parse({ source: SOURCE, output: OUTPUT });
    const { runId: session_id } = await assay.services.evaluations.create(member, submission, { held: true });
    const client = await connect();
    await client.ask('join_session', { session_id });
    await client.ask('cancel_evaluation', { session_id });
    await client.until('evaluation_error');
    expect(client.named('evaluation_error')[0]!.payload).toMatchObject({ error_type: 'cancelled' });
    expect(client.named('evaluation_error')[0]!.payload.recovery_suggestions.length).toBeGreaterThan(0);
    expect(await client.ask('resume_evaluation', { session_id })).toMatchObject({ ok: true });
    await client.until('evaluation_complete');
  });

  test('falls silent for who left, and says so', async () => {
    const client = await connect();
    const { session_id } = await client.ask('start_evaluation', texts);
    await client.ask('leave_session', { session_id });
    expect(client.named('session_left')).toHaveLength(1);
    const count = client.received.length;
    const watcher = await connect();
    await watcher.ask('join_session', { session_id });
    await watcher.until('evaluation_complete');
    expect(client.received).toHaveLength(count);
  });

  test('answers a ping with a pong, with and without an acknowledgement', async () => {
    const client = await connect();
    expect(await client.ask('ping', undefined)).toMatchObject({ ok: true });
    client.socket.emit('ping');
    await expect.poll(() => client.named('pong')).toHaveLength(2);
  });
});

describe('what is refused', () => {
  test.each([
    ['no session', 'join_session', {}, 'invalid_request'],
    ['a session nobody has', 'join_session', { session_id: crypto.randomUUID() }, 'session_not_found'],
    ['a session id that is none', 'join_session', { session_id: '1 or 1=1' }, 'session_not_found'],
    ['a payload that is a text', 'start_evaluation', 'now', 'invalid_request'],
    ['an empty text', 'start_evaluation', { source_text: ' ', candidate_output: OUTPUT }, 'text_empty'],
    [
      'a text of 50,001 characters',
      'start_evaluation',
      { source_text: SOURCE, candidate_output: 'a'.repeat(50_001) },
      'text_too_long',
    ],
  ])('%s is answered with a code, and the socket stays open', async (_, event, payload, code) => {
    const client = await connect();
    expect(await client.ask(event, payload)).toMatchObject({ ok: false, error: code });
    expect(client.named('error').map((error) => error.payload.error)).toEqual([code]);
    expect(client.socket.connected).toBe(true);
  });

  test("another organisation's session is not found, however it is asked for", async () => {
    const owner = await connect();
    const { session_id } = await owner.ask('start_evaluation', texts);
    const stranger = await connect(await assay.addPerson(await assay.addOrganisation(), 'auditor'));
    for (const event of ['join_session', 'start_evaluation', 'cancel_evaluation'])
      expect(await stranger.ask(event, { session_id })).toMatchObject({ ok: false, error: 'session_not_found' });
  });

  test('a candidate may neither watch nor start', async () => {
    const owner = await connect();
    const { session_id } = await owner.ask('start_evaluation', texts);
    const candidate = await connect(await assay.addPerson());
    expect(await candidate.ask('join_session', { session_id })).toMatchObject({ error: 'access_denied' });
    expect(await candidate.ask('start_evaluation', texts)).toMatchObject({ error: 'access_denied' });
  });

  test.each([
    ['no token', undefined],
    ['a token that is none', 'x.y.z'],
    ['a token that is no text', { $gt: '' }],
  ])('a connection with %s ends in connect_error', async (_, token) => {
    const socket = io(assay.origin, { path: '/ws/socket.io', auth: { token }, reconnection: false, forceNew: true });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toBe('authentication_required');
    socket.disconnect();
  });

  test('a login that ends takes its socket along, after saying why', async () => {
    const person = await assay.addPerson(organisationId, 'auditor');
    const client = await connect(person);
    const gone = new Promise((resolve) => client.socket.once('disconnect', resolve));
    await assay.services.identity.signOut({ ...person.claims, exp: Math.floor(Date.now() / 1000) + 3_600 });
    await gone;
    expect(client.named('error').map((error) => error.payload.error)).toEqual(['authentication_required']);
  });

  test('more messages than allowed end the connection', async () => {
    const client = await connect();
    const gone = new Promise((resolve) => client.socket.once('disconnect', resolve));
    for (let i = 0; i < 1_000; i += 1) client.socket.emit('ping');
    await gone;
    expect(client.named('error').at(-1)?.payload.error).toBe('rate_limited');
    expect(client.named('pong').length).toBeLessThan(1_000);
  });
});
