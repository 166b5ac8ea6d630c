import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { bellTopic, createLocalBells } from '@/server/realtime/bell';
import { drained, SLOW_READER } from '@/server/realtime/drained';
import { guardedSocketClass, MAX_FRAME_BYTES, MAX_UNREAD_BYTES } from '@/server/realtime/guarded-socket';
import { createLoginWatch, LOGIN_CLOSED, RIGHTS_CHANGED } from '@/server/realtime/login-watch';
import { createSocketConnection } from '@/server/realtime/socket-connection';

let http: Server;
let wss: WebSocketServer;
let now = 0;
const PER_SECOND = 10;

beforeEach(async () => {
  now = 1_000_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  http = createServer();
  wss = new WebSocketServer({
    server: http,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    WebSocket: guardedSocketClass(PER_SECOND) as typeof WebSocket,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const client of wss.clients) client.terminate();
  wss.close();
  http.close();
});

/** Both ends of a socket, and what the server's end was handed. */
async function aPair() {
  const served = once(wss, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, { perMessageDeflate: false });
  client.on('error', () => undefined);
  const closed = once(client, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  const [server] = await served;
  server.on('error', () => undefined);
  const heard: string[] = [];
  server.on('message', (data) => heard.push(String(data)));
  if (client.readyState !== client.OPEN) await once(client, 'open');
  return { client, server, heard, closed };
}

/** Makes a socket look as if its client read nothing. */
const unread = (socket: WebSocket, bytes: () => number) =>
  Object.defineProperty(socket, 'bufferedAmount', { get: bytes, configurable: true });

describe('a guarded socket', () => {
  test('hears a burst of one second, closes on the next message, and hears nothing after', async () => {
    const { client, heard, closed } = await aPair();
    for (let count = 0; count < PER_SECOND + 5; count += 1) client.send(String(count));
    expect(await closed).toEqual({ code: 1008, reason: 'too_many_messages' });
    expect(heard).toEqual(Array.from({ length: PER_SECOND }, (_, index) => String(index)));
  });

  test('earns its allowance back with time, never more than one burst', async () => {
    const { client, heard, closed } = await aPair();
    const send = async (count: number) => {
      const before = heard.length;
      for (let sent = 0; sent < count; sent += 1) client.send('x');
      await expect.poll(() => heard.length).toBe(before + count);
    };
    await send(PER_SECOND);
    now += 500;
    await send(PER_SECOND / 2);
    now += 3_600_000;
    await send(PER_SECOND);
    client.send('one more');
    expect(await closed).toMatchObject({ code: 1008 });
  });

  test('closes on a frame above the limit', async () => {
    const { client, closed, heard } = await aPair();
    client.send('x'.repeat(MAX_FRAME_BYTES));
    await expect.poll(() => heard.length).toBe(1);
    client.send('x'.repeat(MAX_FRAME_BYTES + 1));
    expect(await closed).toMatchObject({ code: 1009 });
  });

  test('does not take further questions from a client that leaves its answers unread', async () => {
    const { client, server, closed, heard } = await aPair();
    client.send('question');
    await expect.poll(() => heard.length).toBe(1);
    unread(server, () => MAX_UNREAD_BYTES + 1);
    client.send('another');
    expect(await closed).toEqual({ code: SLOW_READER.code, reason: SLOW_READER.reason });
    expect(heard).toEqual(['question']);
  });
});

describe('waiting for room', () => {
  test('is over when the client has read on, when it has gone, and when nobody asks any more', async () => {
    const { server } = await aPair();
    let bytes = 300 * 1024;
    unread(server, () => bytes);
    const abort = new AbortController();
    const given = drained(server, abort.signal);
    const waited = drained(server);
    abort.abort();
    await given;
    bytes = 200 * 1024;
    await waited;
    bytes = 300 * 1024;
    const left = drained(server);
    server.terminate();
    await left;
  });

  test('ends a client that takes nothing for half a minute with 1013', async () => {
    const { server, closed } = await aPair();
    unread(server, () => 300 * 1024);
    const waiting = drained(server);
    now += 30_001;
    await waiting;
    expect(await closed).toEqual({ code: 1013, reason: 'slow_reader' });
  });
});

describe('subscriptions of a connection', () => {
  test('are capped; an ended one makes room once', async () => {
    const { server } = await aPair();
    const connection = createSocketConnection('id', server, 2);
    const end = connection.openSubscription();
    connection.openSubscription();
    expect(() => connection.openSubscription()).toThrow(/At most 2/);
    end();
    end();
    connection.openSubscription();
    expect(() => connection.openSubscription()).toThrow(expect.objectContaining({ code: 'too_many_requests' }));
  });
});

describe('the login watch', () => {
  const claims = (sub: string, loginId: string, exp = 10_000) => ({ sub, loginId, tokenVersion: 0, exp });
  function aWatch() {
    const bells = createLocalBells();
    const gone = new Set<string>();
    const asked: string[][] = [];
    const errors: unknown[] = [];
    const clock = { now: new Date(0) };
    const state = { isDatabaseAway: false, rights: 'ours:owner' };
    const watch = createLoginWatch({
      bells,
      standing: async (logins) => {
        asked.push(logins.map((login) => login.loginId));
        if (state.isDatabaseAway) throw new Error('the database is away');
        const left = logins.filter(({ loginId }) => !gone.has(loginId));
        return new Map(left.map(({ loginId }) => [loginId, state.rights]));
      },
      now: () => clock.now,
      onError: (error) => errors.push(error),
      checkMs: 15,
    });
    return { bells, gone, asked, errors, clock, state, watch };
  }

  test('closes the sockets of an ended login at its ring, and asks about no one else', async () => {
    const { bells, gone, asked, watch } = aWatch();
    watch.close(); // the ring alone
    const [one, two, other] = [await aPair(), await aPair(), await aPair()];
    watch.watch(one.server, claims('ann', 'ann-1'));
    watch.watch(two.server, claims('ann', 'ann-2'));
    watch.watch(other.server, claims('bob', 'bob-1'));
    gone.add('ann-1').add('bob-1');
    bells.ring(bellTopic.login('ann'));
    expect(await one.closed).toEqual({ code: LOGIN_CLOSED, reason: 'login_ended' });
    expect(asked.flat()).not.toContain('bob-1');
    expect([two.client.readyState, other.client.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    await expect.poll(() => watch.size()).toBe(2);
  });

  test('sends away the sockets that hold on to rights the login no longer has, and leaves those that hold none', async () => {
    const { bells, state, watch } = aWatch();
    watch.close();
    const [holds, holdsNone] = [await aPair(), await aPair()];
    watch.watch(holds.server, claims('ann', 'ann-1'), 'ours:owner');
    watch.watch(holdsNone.server, claims('ann', 'ann-1'));
    bells.ring(bellTopic.login('ann'));
    state.rights = 'ours:viewer';
    bells.ring(bellTopic.login('ann'));
    expect(await holds.closed).toEqual({ code: RIGHTS_CHANGED, reason: 'rights_changed' });
    expect(holdsNone.client.readyState).toBe(WebSocket.OPEN);
  });

  test('finds by its own look what a lost ring hid, and logins that ran out', async () => {
    const { gone, clock, watch } = aWatch();
    const [ended, expired, standing] = [await aPair(), await aPair(), await aPair()];
    watch.watch(ended.server, claims('ann', 'ann-1'));
    watch.watch(expired.server, claims('bob', 'bob-1', 60));
    watch.watch(standing.server, claims('cid', 'cid-1'));
    gone.add('ann-1');
    expect(await ended.closed).toMatchObject({ code: LOGIN_CLOSED });
    expect(expired.client.readyState).toBe(WebSocket.OPEN);
    clock.now = new Date(61_000);
    expect(await expired.closed).toMatchObject({ code: LOGIN_CLOSED });
    expect(standing.client.readyState).toBe(WebSocket.OPEN);
    watch.close();
  });

  test('throws nobody out because the database is away', async () => {
    const { state, errors, watch, gone } = aWatch();
    const { server, client, closed } = await aPair();
    watch.watch(server, claims('ann', 'ann-1'));
    state.isDatabaseAway = true;
    gone.add('ann-1');
    await expect.poll(() => errors.length).toBeGreaterThan(1);
    expect(client.readyState).toBe(WebSocket.OPEN);
    state.isDatabaseAway = false;
    expect(await closed).toMatchObject({ code: LOGIN_CLOSED });
    watch.close();
  });

  test('asks once for many sockets of one login, and forgets sockets that closed', async () => {
    const { bells, asked, watch } = aWatch();
    watch.close();
    const pairs = [await aPair(), await aPair(), await aPair()];
    for (const { server } of pairs) watch.watch(server, claims('ann', 'ann-1'));
    pairs[2]!.client.close();
    await expect.poll(() => watch.size()).toBe(2);
    bells.ring(bellTopic.login('ann'));
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    expect(asked.every((logins) => logins.length === 1)).toBe(true);
    for (const { client } of pairs) client.close();
    await expect.poll(() => watch.size()).toBe(0);
    const before = asked.length;
    bells.ring(bellTopic.login('ann'));
    expect(asked.length).toBe(before);
  });
});
