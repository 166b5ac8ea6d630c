import { setTimeout as delay } from 'node:timers/promises';
import { ApiSocket } from '~test/support/api-socket';
import type { Bench } from './bench-server';
import type { Case, Row, Size } from './cases';
import type { Latencies, Reconnected, Watched } from './generator';
import { startPeer } from './peer';
import { percentile } from './percentile';
import type { WireApplicant } from './wire-answering';

/**
 * The two older protocols under load, each case beside the older system's stack where that is installed: same machine,
 * same database server, same load, one after the other. Only the ratios mean anything.
 */
type Side = {
  readonly name: string;
  readonly origin: string;
  readonly applicants: (count: number, assessments?: number) => Promise<readonly WireApplicant[]>;
  readonly residentKiB: () => number;
};

async function besideThePeer(
  bench: Bench,
  measure: (side: Side) => Promise<Row>,
  ratios: readonly string[],
): Promise<Row[]> {
  const applicants = async (count: number, assessments = 1): Promise<readonly WireApplicant[]> => {
    const { candidates, testIds } = await bench.people(count, assessments);
    return candidates.map(({ token }) => ({ token, testIds }));
  };
  const ours = await measure({ name: 'Assay', origin: bench.origin, applicants, residentKiB: bench.residentKiB });
  await bench.command({ kind: 'closeAll' });
  const peer = await startPeer(bench.databaseUrl());
  if (!peer) return [ours];
  try {
    const side = { name: 'FastAPI', origin: peer.origin, residentKiB: peer.residentKiB };
    const theirs = await measure({ ...side, applicants: (count, assessments = 1) => peer.people(count, assessments) });
    await bench.command({ kind: 'closeAll' });
    const figures = Object.fromEntries(ratios.map((key) => [key, ours.figures[key]! / theirs.figures[key]!]));
    return [ours, theirs, { name: `${ours.name}: Assay by FastAPI`, figures }];
  } finally {
    await peer.stop();
  }
}

function figuresOf({ answers, seconds, latenciesMs, errors, failure }: Latencies, side: Side): Row['figures'] {
  if (failure) console.error(`A failed answer of ${side.name}: ${failure}`);
  return {
    'answers/s': answers / seconds,
    'p50 ms': percentile(latenciesMs, 0.5),
    'p99 ms': percentile(latenciesMs, 0.99),
    'RSS MB': side.residentKiB() / 1024,
    errors,
  };
}

/** A socket for each session, all open from the start; feedback, progress and the next question are one reply. */
const wireClosed: Case = (bench, { closed: size }) =>
  besideThePeer(
    bench,
    async (side) => {
      const candidates = await side.applicants(size.candidates, size.sessionsEach);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      await bench.command({ kind: 'answerClosed', seconds: size.warmUpSeconds });
      const { value, cost } = await bench.cost(() =>
        bench.command<Latencies>({ kind: 'answerClosed', seconds: size.seconds }),
      );
      const figures = { ...figuresOf(value, side), 'cores used by others and the peer': cost.others };
      return { name: `${side.name}: ${size.candidates} candidates on /ws/assessment, no think time`, figures };
    },
    ['answers/s', 'p50 ms', 'p99 ms'],
  );

const wireOpen: Case = (bench, { open: size }) =>
  besideThePeer(
    bench,
    async (side) => {
      const candidates = await side.applicants(size.candidates);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      const { perSecond, seconds } = size;
      await bench.command({ kind: 'answerOpen', seconds: 2, perSecond });
      const value = await bench.command<Latencies>({ kind: 'answerOpen', seconds, perSecond });
      return { name: `${side.name}: ${perSecond} answers/s by the clock`, figures: figuresOf(value, side) };
    },
    ['p50 ms', 'p99 ms'],
  );

/** Resident memory by which the process grows for sockets with a started session and its first question open. */
const wireIdle: Case = (bench, { wireIdle: { sockets } }) =>
  besideThePeer(
    bench,
    async (side) => {
      const [warm, idle] = [await side.applicants(50), await side.applicants(sockets)];
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates: warm });
      await bench.command({ kind: 'closeAll' });
      await delay(2_000);
      const before = side.residentKiB();
      const started = performance.now();
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates: idle });
      const seconds = (performance.now() - started) / 1000;
      await delay(3_000);
      const figures = {
        'KiB per socket': (side.residentKiB() - before) / sockets,
        'connected and started/s': sockets / seconds,
        'RSS MB': side.residentKiB() / 1024,
      };
      return { name: `${side.name}: ${sockets} idle sockets, session started`, figures };
    },
    ['KiB per socket', 'connected and started/s'],
  );

const wireReconnect: Case = (bench, { wireReconnect: { sockets } }) =>
  besideThePeer(
    bench,
    async (side) => {
      const candidates = await side.applicants(sockets);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      const value = await bench.command<Reconnected>({ kind: 'reconnectWire' });
      const figures = {
        'all back ms': value.seconds * 1000,
        'p50 ms': percentile(value.latenciesMs, 0.5),
        'p99 ms': percentile(value.latenciesMs, 0.99),
        'wrong questions': value.wrongItems,
      };
      return { name: `${side.name}: ${value.sockets} sockets lost and back at once`, figures };
    },
    ['all back ms', 'p99 ms'],
  );

const wireWatched: Case = async (bench, { watched: { watchers, claims } }: Size) => {
  const { auditor } = await bench.people(0);
  const socket = await ApiSocket.connect(bench.origin, { cookie: auditor.cookie });
  const texts = {
    source: 'It rained in Paris on Monday. '.repeat(40),
    output: 'It rains. '.repeat(claims),
    question: null,
  };
  const { value, cost } = await bench.cost(async () => {
    const { runId } = await socket.mutate<{ runId: string }>('run.create', texts);
    await bench.command({ kind: 'watchOverSocketIo', origin: bench.origin, token: auditor.token, runId, watchers });
    return bench.command<Watched>({ kind: 'awaitRun' });
  });
  await socket.close();
  const figures = {
    'deliveries/s': value.deliveries / value.seconds,
    events: value.events,
    'missing or repeated': value.faults,
    'server CPU us per delivery': (cost.server / value.deliveries) * 1_000_000,
    'cores used by others': cost.others,
  };
  return [{ name: `a run watched by ${watchers} over Socket.IO`, figures }];
};

export const WIRE_CASES: Readonly<Record<string, Case>> = {
  wireClosed,
  wireOpen,
  wireIdle,
  wireReconnect,
  wireWatched,
};
