import { setTimeout as delay } from 'node:timers/promises';
import { type Answering, AnsweringCandidate, inParallel, type LoadCandidate } from './answering';
import { LoadSocket } from './load-socket';
import { type WireApplicant, WireCandidate } from './wire-answering';
import { watchOverSocketIo } from './wire-watching';

/**
 * The load, in a process of its own: takes one command at a time from its parent and answers each with a result. What a
 * command prepared stays for the next, so that the parent can read the server's figures between preparing and measuring.
 */
export type Command =
  | { kind: 'prepareAnswering'; origin: string; candidates: readonly LoadCandidate[] }
  | { kind: 'prepareWire'; origin: string; candidates: readonly WireApplicant[] }
  | { kind: 'reconnectWire' }
  | { kind: 'answerClosed'; seconds: number }
  | { kind: 'answerOpen'; seconds: number; perSecond: number }
  | { kind: 'startSessions'; origin: string; candidates: readonly LoadCandidate[] }
  | { kind: 'followOwnSessions'; origin: string; candidates: readonly LoadCandidate[] }
  | { kind: 'watchRun'; origin: string; cookie: string; runId: string; watchers: number }
  | { kind: 'watchOverSocketIo'; origin: string; token: string; runId: string; watchers: number }
  | { kind: 'awaitRun' }
  | { kind: 'reconnect'; origin: string }
  | { kind: 'closeAll' };

export type Latencies = {
  answers: number;
  errors: number;
  /** One of the failed replies, as it came. */
  failure: string | null;
  seconds: number;
  latenciesMs: number[];
};
export type Watched = {
  watchers: number;
  events: number;
  deliveries: number;
  frames: number;
  faults: number;
  seconds: number;
};
export type Reconnected = { sockets: number; wrongItems: number; seconds: number; latenciesMs: number[] };

let answering: Answering[] = [];
let following: { socket: LoadSocket; cookie: string; sessionId: string }[] = [];
let watching: { close: () => void; done: Promise<Watched> } | null = null;

async function handle(command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'prepareAnswering':
      answering = await inParallel(command.candidates, 50, (candidate) =>
        AnsweringCandidate.prepare(command.origin, candidate),
      );
      return null;
    case 'prepareWire':
      answering = await inParallel(command.candidates, 50, (candidate) =>
        WireCandidate.prepare(command.origin, candidate),
      );
      return null;
    case 'reconnectWire':
      return reconnectWire();
    case 'answerClosed':
      return answerClosed(command.seconds);
    case 'answerOpen':
      return answerOpen(command.seconds, command.perSecond);
    case 'startSessions':
      await inParallel(command.candidates, 50, async (candidate) =>
        (await AnsweringCandidate.prepare(command.origin, candidate)).close(),
      );
      return null;
    case 'followOwnSessions':
      following = await inParallel(command.candidates, 50, (candidate) => followOwn(command.origin, candidate));
      return null;
    case 'watchRun':
      watching = await watchRun(command);
      return null;
    case 'watchOverSocketIo':
      watching = await watchOverSocketIo(command.origin, command.token, command.runId, command.watchers);
      return null;
    case 'awaitRun':
      return watching!.done;
    case 'reconnect':
      return reconnect(command.origin);
    case 'closeAll':
      for (const candidate of answering) candidate.close();
      for (const { socket } of following) socket.socket.terminate();
      watching?.close();
      answering = [];
      following = [];
      watching = null;
      return null;
  }
}

/** Everyone answers as fast as the server lets them. */
async function answerClosed(seconds: number): Promise<Latencies> {
  const latenciesMs: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    answering.map(
      (candidate) =>
        new Promise<void>((resolve) => {
          const next = () => {
            const sent = performance.now();
            if (sent >= end || candidate.isDone) return resolve();
            candidate.answer(() => {
              latenciesMs.push(performance.now() - sent);
              next();
            });
          };
          next();
        }),
    ),
  );
  return result(latenciesMs, started);
}

/** Answers fall due by the clock, whether or not earlier ones have come back; latency counts from when each was due. */
async function answerOpen(seconds: number, perSecond: number): Promise<Latencies> {
  const latenciesMs: number[] = [];
  const started = performance.now();
  const total = seconds * perSecond;
  const candidates = answering; // replies that come too late find the ones they were sent by
  const backlog = candidates.map(() => [] as number[]);
  const busy = candidates.map(() => false);
  let answered = 0;
  let given = 0;
  const send = (index: number): void => {
    const due = backlog[index]!.shift();
    if (due === undefined || candidates[index]!.isDone) return;
    busy[index] = true;
    candidates[index]!.answer(() => {
      latenciesMs.push(performance.now() - due);
      answered += 1;
      busy[index] = false;
      send(index);
    });
  };
  while (given < total) {
    const now = performance.now() - started;
    for (; given < total && (given / perSecond) * 1000 <= now; given += 1) {
      const index = given % candidates.length;
      backlog[index]!.push(started + (given / perSecond) * 1000);
      if (!busy[index]) send(index);
    }
    await delay(1);
  }
  const deadline = performance.now() + 10_000;
  while (answered < total && performance.now() < deadline) await delay(5);
  return { ...result(latenciesMs, started), errors: failures().length + (total - answered) };
}

const failures = () => answering.flatMap((candidate) => candidate.failures);
const result = (latenciesMs: number[], started: number): Latencies => ({
  answers: latenciesMs.length,
  errors: failures().length,
  failure: failures()[0] ?? null,
  seconds: (performance.now() - started) / 1000,
  latenciesMs,
});

const START = { consent: true };

async function followOwn(origin: string, { cookie, applicationIds }: LoadCandidate) {
  const socket = await LoadSocket.connect(origin, cookie);
  const text = await socket.reply('mutation', 'session.start', { applicationId: applicationIds[0], ...START });
  const { sessionId } = (JSON.parse(text) as { result: { data: { sessionId: string } } }).result.data;
  await socket.subscribe('session.onEvent', { sessionId }, () => undefined, '3');
  return { socket, cookie, sessionId };
}

/** All sockets go at once and come back at once; each is back when it holds its open item again. */
async function reconnect(origin: string): Promise<Reconnected> {
  for (const { socket } of following) socket.socket.terminate();
  await delay(500);
  const started = performance.now();
  const latenciesMs: number[] = [];
  let wrongItems = 0;
  following = await Promise.all(
    following.map(async ({ cookie, sessionId }) => {
      const socket = await LoadSocket.connect(origin, cookie);
      const [text] = await Promise.all([
        socket.reply('query', 'session.get', { sessionId }),
        socket.subscribe('session.onEvent', { sessionId }, () => undefined, '3'),
      ]);
      latenciesMs.push(performance.now() - started);
      if (!text.includes('"position":1,') || !text.includes('"answer":null')) wrongItems += 1;
      return { socket, cookie, sessionId };
    }),
  );
  return { sockets: following.length, wrongItems, seconds: (performance.now() - started) / 1000, latenciesMs };
}

/** As `reconnect`, over the older protocol: back is who was shown the same question again. */
async function reconnectWire(): Promise<Reconnected> {
  const wire = answering as WireCandidate[];
  for (const candidate of wire) candidate.close();
  await delay(500);
  const started = performance.now();
  const latenciesMs: number[] = [];
  let wrongItems = 0;
  await Promise.all(
    wire.map(async (candidate) => {
      if (!(await candidate.comeBack())) wrongItems += 1;
      latenciesMs.push(performance.now() - started);
    }),
  );
  return { sockets: wire.length, wrongItems, seconds: (performance.now() - started) / 1000, latenciesMs };
}

async function watchRun({ origin, cookie, runId, watchers }: Extract<Command, { kind: 'watchRun' }>) {
  const sockets = await inParallel(Array.from({ length: watchers }), 50, () => LoadSocket.connect(origin, cookie));
  const seen = sockets.map(() => 0);
  const counts = { deliveries: 0, frames: 0, faults: 0, ended: 0 };
  const started = performance.now();
  let finish = (_: Watched) => {};
  const done = new Promise<Watched>((resolve) => {
    finish = resolve;
  });
  // Every watcher has the same request id, so equal frames are equal texts and need reading only once.
  let latest = { text: '', numbers: [] as number[], isEnd: false };
  const read = (text: string) => {
    if (text === latest.text) return latest;
    const { events } = (JSON.parse(text) as { result: { data: { data: { events: { seq: number; type: string }[] } } } })
      .result.data.data;
    latest = { text, numbers: events.map(({ seq }) => seq), isEnd: events.some(({ type }) => type === 'runCompleted') };
    return latest;
  };
  await Promise.all(
    sockets.map((socket, index) =>
      socket.subscribe('run.onEvent', { runId }, (text) => {
        const { numbers, isEnd } = read(text);
        counts.frames += 1;
        counts.deliveries += numbers.length;
        for (const seq of numbers) {
          if (seq !== seen[index]! + 1) counts.faults += 1;
          seen[index] = seq;
        }
        if (!isEnd) return;
        counts.ended += 1;
        if (counts.ended < watchers) return;
        const seconds = (performance.now() - started) / 1000;
        const { deliveries, frames, faults } = counts;
        finish({ watchers, events: seen[0]!, deliveries, frames, faults, seconds });
      }),
    ),
  );
  return {
    close: () => {
      for (const { socket } of sockets) socket.terminate();
    },
    done,
  };
}

process.on('message', (command: Command) => {
  handle(command).then(
    (value) => process.send!({ value }),
    (error) => process.send!({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
