import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { foldCandidateView, openItem } from '@/core/assessment/candidate-view';
import { ApiSocket } from '~test/support/api-socket';
import {
  type AssayServer,
  AUTH_SECRET,
  CHOICE_ITEMS,
  startAssayServer,
  type TestPerson,
} from '~test/support/assay-server';
import { rawRequest, upgradeHead } from '~test/support/raw-http';
import { answer, finish, refusalOf, type StartedSession, startSession, storedSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let otherOrganisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Ours', CHOICE_ITEMS);
  otherOrganisationId = await assay.addOrganisation('Theirs', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const start = (rules = {}) => startSession(assay, organisationId, recruiter, rules);
const connect = (person: TestPerson) => ApiSocket.connect(assay.origin, { cookie: person.cookie });

/** That what `attempt` does is refused with `code`, and the session is afterwards as it was. */
async function refusedUnchanged(session: StartedSession, code: string, attempt: () => Promise<unknown>) {
  const before = await storedSession(assay, session.sessionId);
  expect(await refusalOf(attempt())).toBe(code);
  expect(await storedSession(assay, session.sessionId)).toEqual(before);
}

describe('a session', () => {
  test('that does not exist is not found', async () => {
    const session = await start();
    const sessionId = randomUUID();
    for (const call of [
      () => session.socket.query('session.get', { sessionId }),
      () => answer(session.socket, sessionId, session.view),
      () => session.socket.mutate('session.submit', { sessionId }),
      () => session.socket.subscribe('session.onEvent', { sessionId }, () => undefined),
    ])
      await refusedUnchanged(session, 'session_not_found', call);
    await refusedUnchanged(session, 'invalid_input', () => session.socket.query('session.get', { sessionId: 'x' }));
    await session.socket.close();
  });

  test('of someone else looks as if it did not exist, to candidates and to its own recruiter alike', async () => {
    const session = await start();
    const stranger = await connect(await assay.addPerson());
    const watcher = await connect(recruiter);
    const { sessionId } = session;
    for (const socket of [stranger, watcher]) {
      await refusedUnchanged(session, 'session_not_found', () => socket.query('session.get', { sessionId }));
      await refusedUnchanged(session, 'session_not_found', () => answer(socket, sessionId, session.view));
      await refusedUnchanged(session, 'session_not_found', () => socket.mutate('session.submit', { sessionId }));
      await refusedUnchanged(session, 'session_not_found', () =>
        socket.subscribe('session.onEvent', { sessionId }, () => undefined),
      );
    }
    await refusedUnchanged(session, 'not_found', () =>
      stranger.mutate('session.start', { applicationId: session.applicationId, consent: true }),
    );
    await Promise.all([stranger.close(), watcher.close(), session.socket.close()]);
  });

  test('without consent does not start', async () => {
    const { invite } = await assay.publish(organisationId, recruiter.id);
    const candidate = await assay.addPerson();
    const applicationId = await invite(candidate);
    const socket = await connect(candidate);
    expect(await refusalOf(socket.mutate('session.start', { applicationId, consent: false }))).toBe('consent_required');
    const { rows } = await assay.database.pool.query('select * from session where application_id = $1', [
      applicationId,
    ]);
    expect(rows).toEqual([]);
    await socket.close();
  });
});

describe("another organisation's things", () => {
  test('are not found by recruiters, viewers and owners of this one', async () => {
    const session = await start();
    const { assessmentId: id, sessionId } = session;
    const draft = {
      title: 'Mine now',
      jobDescription: '',
      graph: { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' }], edges: [] },
      rules: { timeLimitMs: 600_000, minItems: 1, maxItems: 2, feedbackMode: 'none' },
      opensAt: null,
      closesAt: null,
    };
    for (const role of ['owner', 'recruiter'] as const) {
      const socket = await connect(await assay.addPerson(otherOrganisationId, role));
      const nothing = () => undefined;
      const attempts: [string, () => Promise<unknown>][] = [
        ['assessment_not_found', () => socket.query('assessment.get', { id })],
        ['assessment_not_found', () => socket.query('assessment.listSessions', { id })],
        ['assessment_not_found', () => socket.query('assessment.listApplications', { id })],
        ['assessment_not_found', () => socket.subscribe('assessment.onSessions', { id }, nothing)],
        ['session_not_found', () => socket.query('assessment.observeSession', { sessionId })],
        ['session_not_found', () => socket.subscribe('assessment.onSessionEvent', { sessionId }, nothing)],
        ['assessment_not_found', () => socket.mutate('assessment.publish', { id })],
        ['assessment_not_found', () => socket.mutate('assessment.end', { id })],
        ['assessment_not_found', () => socket.mutate('assessment.update', { id, draft })],
        ['assessment_not_found', () => socket.mutate('assessment.deleteDraft', { id })],
        [
          'assessment_not_found',
          () => socket.mutate('invitation.create', { assessmentId: id, email: 'a@b.example', name: 'A' }),
        ],
      ];
      for (const [code, attempt] of attempts) await refusedUnchanged(session, code, attempt);
      expect(await socket.query('assessment.list')).toEqual([]);
      await socket.close();
    }
    const { rows } = await assay.database.pool.query('select title, status from assessment where id = $1', [id]);
    expect(rows).toEqual([{ title: 'Test', status: 'live' }]);
    await session.socket.close();
  });

  test('include runs: to read, to follow, to cancel', async () => {
    const auditor = await connect(await assay.addPerson(organisationId, 'auditor'));
    const { runId } = await auditor.mutate<{ runId: string }>('run.create', { source: 'One.', output: 'Two.' });
    const other = await connect(await assay.addPerson(otherOrganisationId, 'auditor'));
    expect(await refusalOf(other.query('run.get', { runId }))).toBe('run_not_found');
    expect(await refusalOf(other.subscribe('run.onEvent', { runId }, () => undefined))).toBe('run_not_found');
    expect(await refusalOf(other.mutate('run.cancel', { runId }))).toBe('run_not_found');
    expect(await other.query('run.list', {})).toEqual([]);
    expect(await auditor.query('run.list', {})).toMatchObject([{ runId, status: 'queued' }]);
    await Promise.all([auditor.close(), other.close()]);
  });
});

describe('an answer', () => {
  test('sent twice returns the first result; with another option, or to a past item, it is refused', async () => {
    const session = await start();
    const { socket, sessionId, view } = session;
    const first = await answer(socket, sessionId, view, 'B');
    const before = await storedSession(assay, sessionId);
    expect((await answer(socket, sessionId, view, 'B')).events).toEqual(first.events);
    expect(await storedSession(assay, sessionId)).toEqual(before);
    await refusedUnchanged(session, 'stale_presentation', () => answer(socket, sessionId, view, 'C'));
    const then = first.events.reduce(foldCandidateView, view);
    await answer(socket, sessionId, then, 'A');
    await refusedUnchanged(session, 'stale_presentation', () => answer(socket, sessionId, view, 'D'));
    await refusedUnchanged(session, 'stale_presentation', () =>
      socket.mutate('session.submitResponse', {
        sessionId,
        position: 99,
        answer: { type: 'singleChoice', optionId: 'A' },
      }),
    );
    await socket.close();
  });

  test('with an option that is not offered is refused', async () => {
    const session = await start();
    for (const optionId of ['E', 'a', 'Z', "A' or 1=1"])
      await refusedUnchanged(session, optionId.length > 8 ? 'invalid_input' : 'option_not_offered', () =>
        answer(session.socket, session.sessionId, session.view, optionId),
      );
    for (const position of [0, -1, 1.5, '1', null, 1e9])
      await refusedUnchanged(session, 'invalid_input', () =>
        session.socket.mutate('session.submitResponse', {
          sessionId: session.sessionId,
          position,
          answer: { type: 'singleChoice', optionId: 'A' },
        }),
      );
    await session.socket.close();
  });

  test('after the end is refused, and the end stands', async () => {
    const session = await start();
    const { socket, sessionId } = session;
    const view = await finish(socket, sessionId, session.view);
    await refusedUnchanged(session, 'session_not_in_progress', () =>
      socket.mutate('session.submitResponse', {
        sessionId,
        position: view.answered + 1,
        answer: { type: 'singleChoice', optionId: 'A' },
      }),
    );
    const before = await storedSession(assay, sessionId);
    expect((await socket.mutate<{ events: unknown[] }>('session.submit', { sessionId })).events).toEqual([]);
    expect(await storedSession(assay, sessionId)).toEqual(before);
    await socket.close();
  });
});

describe('the deadline', () => {
  test('forgives two seconds on the wire, no more; a later answer completes the session without it', async () => {
    const timeLimitMs = 60_000;
    const session = await start({ timeLimitMs });
    const { socket, sessionId, view } = session;
    assay.clock.advance(timeLimitMs + 1_000);
    const inGrace = await answer(socket, sessionId, view);
    expect(inGrace.events.map((event) => event.type)).toContain('responseRecorded');
    expect(inGrace.events.at(-1)).toMatchObject({ type: 'sessionCompleted', payload: { stopReason: 'timeExpired' } });

    const late = await start({ timeLimitMs });
    assay.clock.advance(timeLimitMs + 2_100);
    expect(await refusalOf(answer(late.socket, late.sessionId, late.view))).toBe('deadline_passed');
    const { row, responses, events } = await storedSession(assay, late.sessionId);
    expect(row).toMatchObject({ status: 'completed', stop_reason: 'timeExpired', answered: 0 });
    expect(responses).toEqual([]);
    expect(events.at(-1).type).toBe('sessionCompleted');
    await refusedUnchanged(late, 'session_not_in_progress', () => answer(late.socket, late.sessionId, late.view));
    await Promise.all([socket.close(), late.socket.close()]);
  });

  test('that passed while nobody looked has ended the session for whoever looks next', async () => {
    const { socket, sessionId } = await start({ timeLimitMs: 60_000 });
    assay.clock.advance(63_000);
    const { view } = await socket.query<{ view: { status: string; stopReason: string } }>('session.get', { sessionId });
    expect(view).toMatchObject({ status: 'completed', stopReason: 'timeExpired' });
    await socket.close();
  });
});

describe('a socket', () => {
  test('that sends a frame of 1 MB is closed with 1009', async () => {
    const session = await start();
    const before = await storedSession(assay, session.sessionId);
    session.socket.send('x'.repeat(1024 * 1024));
    expect(await session.socket.closed).toMatchObject({ code: 1009 });
    expect(await storedSession(assay, session.sessionId)).toEqual(before);
  });

  test('that sends malformed JSON gets a parse error, and goes on', async () => {
    const session = await start();
    const { socket, sessionId } = session;
    const before = await storedSession(assay, sessionId);
    for (const junk of ['{', 'null', '[]', '"text"', '42', '{"id":1}', '{"id":1,"method":"mutation"}', '\u0000']) {
      const frames = socket.frames.length;
      socket.send(junk);
      if (junk !== '[]') await expect.poll(() => socket.frames.length, { message: junk }).toBe(frames + 1);
    }
    expect(JSON.parse(socket.frames.findLast((frame) => frame.includes('-32700')) ?? 'null')).toMatchObject({
      error: { code: -32700, data: { code: 'PARSE_ERROR' } },
    });
    expect(socket.frames.join('')).not.toMatch(/node_modules|\.[jt]s:\d/);
    expect(await storedSession(assay, sessionId)).toEqual(before);
    expect(await refusalOf(answer(socket, sessionId, session.view))).toBeNull();
    await socket.close();
  });

  test('that sends a thousand messages in a second is closed with 1008, and the rest is not heard', async () => {
    const { socket } = await start();
    const before = socket.frames.length;
    for (let id = 10_000; id < 11_000; id += 1) socket.send({ id, method: 'query', params: { path: 'system.clock' } });
    expect(await socket.closed).toEqual({ code: 1008, reason: 'too_many_messages' });
    expect(socket.frames.length - before).toBeLessThanOrEqual(250);
  });

  test('that asks for what is not there, or by the wrong verb, is told so', async () => {
    const { socket, sessionId } = await start();
    await expect(socket.query('session.nothing')).rejects.toMatchObject({ failure: { data: { code: 'NOT_FOUND' } } });
    await expect(socket.query('__proto__.x')).rejects.toMatchObject({ failure: { data: { code: 'NOT_FOUND' } } });
    await expect(socket.mutate('session.get', { sessionId })).rejects.toThrow();
    await socket.close();
  });

  test('may hold sixteen subscriptions; one more is refused, and ending one makes room', async () => {
    const { socket, sessionId } = await start();
    const open = async () => {
      const seen: unknown[] = [];
      const stream = await socket.subscribe('session.onEvent', { sessionId }, ({ data }) => seen.push(data));
      await expect.poll(() => seen.length).toBeGreaterThan(0);
      return stream;
    };
    const streams = [];
    for (let count = 0; count < 16; count += 1) streams.push(await open());
    const id = 9_999;
    const refusal = () =>
      socket.frames.map((frame) => JSON.parse(frame)).find((frame) => frame.id === id && frame.error);
    socket.send({ id, method: 'subscription', params: { path: 'session.onEvent', input: { sessionId } } });
    await expect.poll(refusal).toMatchObject({ error: { data: { domainCode: 'too_many_requests' } } });
    streams[0]!.stop();
    await open();
    await socket.close();
  });

  test('resumes from any number: a hostile one is refused or means "nothing missed", never a gap', async () => {
    const session = await start();
    const { socket, sessionId, view } = session;
    for (const lastEventId of ['-1', 'text', '1e400', '1.5', '99999999999999999999', 'NaN', '{}', "1'--"])
      await refusedUnchanged(session, 'invalid_input', () =>
        socket.subscribe('session.onEvent', { sessionId }, () => undefined, lastEventId),
      );
    const seen: number[] = [];
    await socket.subscribe(
      'session.onEvent',
      { sessionId },
      ({ id }) => seen.push(Number(id)),
      String(Number.MAX_SAFE_INTEGER),
    );
    const watcher = await connect(session.candidate);
    await answer(watcher, sessionId, view);
    await expect.poll(() => seen.at(-1)).toBeGreaterThan(view.seq);
    await Promise.all([socket.close(), watcher.close()]);
  });
});

describe('who connects', () => {
  const closed = async (headers: Record<string, string>, query = '') => {
    const socket = await ApiSocket.connect(assay.origin, headers, query);
    return socket.closed;
  };
  const status = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(`${assay.origin.replace('http', 'ws')}${path}`, { headers });
      socket.on('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      socket.on('open', () => reject(new Error('opened')));
      socket.on('error', () => undefined);
    });

  test('without a login, or with a forged or expired one, is closed with 4001 and told why', async () => {
    const person = await assay.addPerson();
    const notSignedIn = { code: 4001, reason: 'not_signed_in' };
    expect(await closed({})).toEqual(notSignedIn);
    expect(await closed({ cookie: 'next-auth.session-token=forged' })).toEqual(notSignedIn);
    expect(await closed({ cookie: `${person.cookie}x` })).toEqual(notSignedIn);
    expect(await closed({ cookie: 'next-auth.session-token=%E0%A4%A' })).toEqual(notSignedIn);
    const expired = await assay.services.tokens.toCookie(person.claims, -60);
    expect(await closed({ cookie: expired })).toEqual(notSignedIn);
  });

  test('with a revoked login is closed with 4001 login_ended', async () => {
    const person = await assay.addPerson();
    await assay.services.identity.signOut({ ...person.claims, exp: Date.now() / 1000 + 3_600 });
    expect(await closed({ cookie: person.cookie })).toEqual({ code: 4001, reason: 'login_ended' });
    const response = await fetch(`${assay.origin}/api/trpc/application.list`, { headers: { cookie: person.cookie } });
    expect(response.status).toBe(401);
  });

  test('with a socket token that is expired, forged or of another kind is closed with 4001', async () => {
    const { claims, cookie } = await assay.addPerson();
    const sign = (secret: string, audience: string, expires: string) =>
      new SignJWT({ loginId: claims.loginId, tokenVersion: 0, loginExp: Date.now() / 1000 + 3_600 })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(claims.sub)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(secret));
    const secret = `socket:${AUTH_SECRET}`;
    const good = await ApiSocket.connect(assay.origin, {}, `?token=${await sign(secret, 'assay:socket', '60s')}`);
    expect(await good.query('account.me')).toMatchObject({ userId: claims.sub });
    await good.close();
    for (const token of [
      await sign(secret, 'assay:socket', '-1s'),
      await sign('socket:another secret', 'assay:socket', '60s'),
      await sign(AUTH_SECRET, 'assay:socket', '60s'),
      await sign(secret, 'something:else', '60s'),
      cookie.split('=')[1]!,
      'eyJhbGciOiJub25lIn0.e30.',
      '',
    ])
      expect(await closed({ cookie }, `?token=${token}`), token).toEqual({ code: 4001, reason: 'not_signed_in' });
  });

  test('from a foreign page gets 403 and no socket; from ours, or from a program, gets one', async () => {
    const { cookie } = await assay.addPerson();
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1.evil.example', 'x'])
      expect(await status('/api/trpc', { cookie, origin }), origin).toBe(403);
    const own = await ApiSocket.connect(assay.origin, { cookie, origin: assay.origin });
    expect(await own.query('account.me')).not.toBeNull();
    await own.close();
  });

  test('to an unknown path gets 404; an address that is none gets an answer too', async () => {
    const { cookie } = await assay.addPerson();
    for (const path of ['/', '/ws', '/api/trpcx', '/api', '/_next/hmr', '/api/trpc/session.get'])
      expect(await status(path, { cookie }), path).toBe(404);
    for (const path of ['//', '///', '/\\', 'http://[', '*', '/%zz', '/api/trpc/%zz'])
      expect(await rawRequest(assay.origin, upgradeHead(path)), path).toMatch(/^HTTP\/1\.1 40[04] /);
    for (const path of ['//', '/%zz', '/api/trpc/%zz', '/api/trpc/', '/api/trpc/a,b,%E0'])
      expect(await rawRequest(assay.origin, [`GET ${path} HTTP/1.1`, 'Host: x']), path).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await fetch(`${assay.origin}/healthz`)).status).toBe(200);
  });
});

describe('plain HTTP', () => {
  const post = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${assay.origin}/api/trpc/${path}`, { method: 'POST', body, headers });

  test('refuses a POST that a foreign form could send (415), and an oversize body (413)', async () => {
    const { candidate, socket, ...session } = await start();
    const body = JSON.stringify({ sessionId: session.sessionId });
    const before = await storedSession(assay, session.sessionId);
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', ''])
      expect((await post('session.submit', body, { cookie: candidate.cookie, 'content-type': type })).status).toBe(415);
    const json = { cookie: candidate.cookie, 'content-type': 'application/json' };
    const oversize = await post('session.submit', `{"sessionId":"${'x'.repeat(1024 * 1024)}"}`, json);
    expect(oversize.status).toBe(413);
    expect((await post('session.submit', '{', json)).status).toBe(400);
    expect(await storedSession(assay, session.sessionId)).toEqual(before);
    await socket.close();
  });

  test('does not change anything by GET', async () => {
    const { candidate, socket, sessionId } = await start();
    const before = await storedSession(assay, sessionId);
    const input = encodeURIComponent(JSON.stringify({ sessionId }));
    const response = await fetch(`${assay.origin}/api/trpc/session.submit?input=${input}`, {
      headers: { cookie: candidate.cookie },
    });
    expect(response.status).toBe(405);
    expect(await storedSession(assay, sessionId)).toEqual(before);
    await socket.close();
  });

  test('carries no subscriptions: a stream that no login watch could end does not begin', async () => {
    const { candidate, socket, sessionId } = await start();
    const input = encodeURIComponent(JSON.stringify({ sessionId }));
    const response = await fetch(`${assay.origin}/api/trpc/session.onEvent?input=${input}`, {
      headers: { cookie: candidate.cookie, accept: 'text/event-stream' },
      signal: AbortSignal.timeout(5_000),
    });
    // A stream's refusal comes as its first and only event.
    const body = await response.text();
    expect(body).toContain('METHOD_NOT_SUPPORTED');
    expect(body).not.toContain('itemPresented');
    await socket.close();
  });
});

describe('texts', () => {
  let auditor: ApiSocket;
  let cookie: string;
  beforeAll(async () => {
    const person = await assay.addPerson(organisationId, 'auditor');
    auditor = await connect(person);
    cookie = person.cookie;
  });
  const submit = async (input: Record<string, unknown>) => {
    const response = await fetch(`${assay.origin}/api/trpc/run.create`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as {
      result?: { data: { runId: string } };
      error?: { message: string; data: { domainCode: string } };
    };
    return { code: body.error?.data.domainCode ?? null, message: body.error?.message, runId: body.result?.data.runId };
  };
  const runs = async () => (await assay.database.pool.query('select count(*)::int as n from run')).rows[0].n as number;

  test('that are empty, too long or broken are refused by name, and no run is made', async () => {
    const before = await runs();
    const good = 'The tower is 300 m high.';
    for (const field of ['source', 'output'] as const) {
      const refused = (text: string) => submit({ source: good, output: good, [field]: text });
      expect(await refused('')).toMatchObject({ code: 'text_empty', message: expect.stringContaining(field) });
      expect(await refused(' \n\t\u3000')).toMatchObject({ code: 'text_empty' });
      expect(await refused('x'.repeat(50_001))).toMatchObject({
        code: 'text_too_long',
        message: expect.stringContaining('50,001'),
      });
      for (const broken of ['cut \ud83d', '\ude00 cut', 'binary \u0000 text'])
        expect(await refused(broken)).toMatchObject({ code: 'invalid_input', message: expect.stringContaining(field) });
      expect(await refused(42 as never)).toMatchObject({ code: 'invalid_input' });
    }
    expect(await submit({ source: good })).toMatchObject({ code: 'invalid_input' });
    expect(await runs()).toBe(before);
  });

  test('of 50,000 characters are taken, counted as people count', async () => {
    expect(await submit({ source: 'ab'.repeat(25_000), output: '😀'.repeat(50_000) })).toMatchObject({ code: null });
  });

  test('of code and markup are stored and returned byte for byte', async () => {
    const source =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as an auditor may paste it
      '<script>alert("&amp;")</script>\r\n\tif (a < b && c > d) { return `${x}`; } \\u0041 \u202e ﷽ e\u0301';
    const output = "'; drop table run; -- <b>ﬁ</b>\u00a0\u200b 😀\n\n";
    const { runId } = await submit({ source, output, question: '  <why>?  ' });
    const stored = await auditor.query<{ source: string; output: string; question: string }>('run.get', { runId });
    expect(stored).toMatchObject({ source, output, question: '  <why>?  ' });
    const { rows } = await assay.database.pool.query('select source, output from run where id = $1', [runId]);
    expect(rows).toEqual([{ source, output }]);
  });

  test('that no database can hold are refused everywhere, never altered and never a crash', async () => {
    const watcher = await connect(recruiter);
    const graph = { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' }], edges: [] };
    const rules = { timeLimitMs: 600_000, minItems: 1, maxItems: 2, feedbackMode: 'none' };
    const draft = { title: 'T', jobDescription: '', graph, rules, opensAt: null, closesAt: null };
    const { assessmentId } = await assay.publish(organisationId, recruiter.id);
    for (const broken of ['a\u0000b', 'a\ud800b']) {
      for (const attempt of [
        () => watcher.mutate('assessment.create', { ...draft, title: broken }),
        () => watcher.mutate('assessment.create', { ...draft, jobDescription: broken }),
        () =>
          watcher.mutate('assessment.create', {
            ...draft,
            graph: { ...graph, nodes: [{ ...graph.nodes[0], name: broken }] },
          }),
        () => watcher.mutate('invitation.create', { assessmentId, email: 'a@b.example', name: broken }),
        () => watcher.query('invitation.preview', { token: broken }),
      ])
        expect(await refusalOf(attempt())).toBe('invalid_input');
    }
    await watcher.close();
  });

  afterAll(async () => void (await auditor.close()));
});

describe('the open item', () => {
  test('is still the same one after all refusals', async () => {
    const session = await start();
    const { socket, sessionId, view } = session;
    await refusalOf(answer(socket, sessionId, view, 'Z'));
    const { view: after } = await socket.query<{ view: typeof view }>('session.get', { sessionId });
    expect(openItem(after)).toEqual(openItem(view));
    await socket.close();
  });
});
