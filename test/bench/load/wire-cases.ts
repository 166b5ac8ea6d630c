import { setTimeout as delay } from 'node:timers/promises';
import { ApiSocket } from '~test/support/api-socket';
import type { Bench } from './bench-server';
import type { Case, Row, Size } from './cases';
import type { Command, Latencies, Reconnected, Watched } from './generator';
import { startPeer } from './peer';
import { percentile } from './percentile';
import { residentKiB } from './process-figures';
import type { WireApplicant } from './wire-answering';

/**
 * The two older protocols under load, each case beside the older system's stack where that is installed: same machine,
 * same database server, same load, in turns that change order from round to round. Only the ratios of a round mean
 * anything; what is shown is the median of the rounds, and for ratios the lowest and the highest as well.
 */
type Side = {
  readonly name: string;
  readonly origin: string;
  readonly pid: number;
  readonly applicants: (count: number, assessments?: number) => Promise<readonly WireApplicant[]>;
};

type Comparison = {
  /** What is measured, for the table. */
  readonly title: string;
  readonly rounds: number;
  /** Measured on a server that has just been started. */
  readonly onFresh?: boolean;
  readonly measure: (side: Side) => Promise<Row['figures']>;
  /** Figures whose ratio says something. */
  readonly ratios: readonly string[];
};

async function besideThePeer(bench: Bench, comparison: Comparison): Promise<Row[]> {
  const { title, rounds, onFresh = false, measure, ratios } = comparison;
  const ours: Row['figures'][] = [];
  const theirs: Row['figures'][] = [];

  const measureOurs = async () => {
    if (onFresh) await bench.restart();
    const applicants = async (count: number, assessments = 1): Promise<readonly WireApplicant[]> => {
      const { candidates, testIds } = await bench.people(count, assessments);
      return candidates.map(({ token }) => ({ token, testIds }));
    };
    ours.push(await measure({ name: 'Assay', origin: bench.origin, pid: bench.pid(), applicants }));
    await bench.command({ kind: 'closeAll' });
  };
  const measureTheirs = async () => {
    const peer = await startPeer(bench.databaseUrl());
    if (!peer) return;
    try {
      const applicants = (count: number, assessments = 1) => peer.people(count, assessments);
      theirs.push(await measure({ name: 'FastAPI', origin: peer.origin, pid: peer.pid, applicants }));
      await bench.command({ kind: 'closeAll' });
    } finally {
      await peer.stop();
    }
  };
  for (let round = 0; round < rounds; round += 1) {
    const turns = round % 2 === 0 ? [measureOurs, measureTheirs] : [measureTheirs, measureOurs];
    for (const turn of turns) await turn();
  }

  const rows = [{ name: `Assay: ${title}`, figures: medians(ours) }];
  if (theirs.length === 0) return rows;
  const quotients = ratios.flatMap((key) => {
    const each = ours.map((figures, round) => figures[key]! / theirs[round]![key]!);
    return [
      [key, percentile(each, 0.5)],
      [`${key}, lowest`, Math.min(...each)],
      [`${key}, highest`, Math.max(...each)],
    ];
  });
  return [
    ...rows,
    { name: `FastAPI: ${title}`, figures: medians(theirs) },
    { name: `Assay by FastAPI: ${title}, ${rounds} rounds`, figures: Object.fromEntries(quotients) },
  ];
}

function medians(rounds: readonly Row['figures'][]): Row['figures'] {
  return Object.fromEntries(
    Object.keys(rounds[0]!).map((key) => [
      key,
      percentile(
        rounds.map((figures) => figures[key]!),
        0.5,
      ),
    ]),
  );
}

/** What a stretch of answering cost; CPU times depend less on what else the machine does than wall times. */
async function answering(
  bench: Bench,
  side: Side,
  command: Extract<Command, { kind: 'answerClosed' | 'answerOpen' }>,
): Promise<Row['figures']> {
  const { value, cost } = await bench.cost(() => bench.command<Latencies>(command), side.pid);
  const { answers, seconds, latenciesMs, errors, failure } = value;
  if (failure) console.error(`A failed answer of ${side.name}: ${failure}`);
  return {
    'answers/s': answers / seconds,
    'p50 ms': percentile(latenciesMs, 0.5),
    'p99 ms': percentile(latenciesMs, 0.99),
    'server CPU us each': (cost.server / answers) * 1_000_000,
    'PG CPU us each': (cost.database / answers) * 1_000_000,
    'generator CPU us each': (cost.generator / answers) * 1_000_000,
    'RSS MB': residentKiB(side.pid) / 1024,
    errors,
    'cores used by others': cost.others,
  };
}

/** A socket for each session, all open from the start; feedback, progress and the next question are one reply. */
const wireClosed: Case = (bench, { closed: size, wireRounds: rounds }) =>
  besideThePeer(bench, {
    title: `${size.candidates} candidates on /ws/assessment, no think time`,
    rounds,
    ratios: ['answers/s', 'p50 ms', 'p99 ms', 'server CPU us each', 'PG CPU us each'],
    async measure(side) {
      const candidates = await side.applicants(size.candidates, size.sessionsEach);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      await bench.command({ kind: 'answerClosed', seconds: size.warmUpSeconds });
      return answering(bench, side, { kind: 'answerClosed', seconds: size.seconds });
    },
  });

const wireOpen: Case = (bench, { open: { candidates: count, perSecond, seconds }, wireRounds: rounds }) =>
  besideThePeer(bench, {
    title: `${count} candidates on /ws/assessment, ${perSecond} answers/s by the clock`,
    rounds,
    ratios: ['p50 ms', 'p99 ms', 'server CPU us each', 'PG CPU us each'],
    async measure(side) {
      const candidates = await side.applicants(count);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      await bench.command({ kind: 'answerOpen', seconds: 2, perSecond });
      return answering(bench, side, { kind: 'answerOpen', seconds, perSecond });
    },
  });

/** Resident memory by which the process grows for sockets with a started session and its first question open. */
const wireIdle: Case = (bench, { wireIdle: { sockets }, wireRounds: rounds }) =>
  besideThePeer(bench, {
    title: `${sockets} idle sockets, session started`,
    rounds,
    onFresh: true,
    ratios: ['KiB per socket', 'connected and started/s', 'server CPU ms per start'],
    async measure(side) {
      const [warm, idle] = [await side.applicants(50), await side.applicants(sockets)];
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates: warm });
      await bench.command({ kind: 'closeAll' });
      await delay(2_000);
      const before = residentKiB(side.pid);
      const prepare = () => bench.command({ kind: 'prepareWire', origin: side.origin, candidates: idle });
      const { cost: starting } = await bench.cost(prepare, side.pid);
      await delay(3_000);
      const grown = residentKiB(side.pid) - before;
      const { cost: resting } = await bench.cost(() => delay(10_000), side.pid);
      return {
        'KiB per socket': grown / sockets,
        'connected and started/s': sockets / starting.seconds,
        'server CPU ms per start': (starting.server / sockets) * 1000,
        'PG CPU ms per start': (starting.database / sockets) * 1000,
        'server CPU us per socket and second': (resting.server / resting.seconds / sockets) * 1_000_000,
        'PG CPU us per socket and second': (resting.database / resting.seconds / sockets) * 1_000_000,
        'RSS MB': residentKiB(side.pid) / 1024,
        'cores used by others': starting.others,
      };
    },
  });

const wireReconnect: Case = (bench, { wireReconnect: { sockets }, wireRounds: rounds }) =>
  besideThePeer(bench, {
    title: `${sockets} sockets lost and back at once`,
    rounds,
    ratios: ['all back ms', 'p50 ms', 'p99 ms', 'server CPU ms each', 'PG CPU ms each'],
    async measure(side) {
      const candidates = await side.applicants(sockets);
      await bench.command({ kind: 'prepareWire', origin: side.origin, candidates });
      const { value, cost } = await bench.cost(() => bench.command<Reconnected>({ kind: 'reconnectWire' }), side.pid);
      return {
        'all back ms': value.seconds * 1000,
        'p50 ms': percentile(value.latenciesMs, 0.5),
        'p99 ms': percentile(value.latenciesMs, 0.99),
        'wrong questions': value.wrongItems,
        'server CPU ms each': (cost.server / sockets) * 1000,
        'PG CPU ms each': (cost.database / sockets) * 1000,
        'cores used by others': cost.others,
      };
    },
  });

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
