import { setTimeout as delay } from 'node:timers/promises';
import { ApiSocket } from '~test/support/api-socket';
import type { Bench, Cost } from './bench-server';
import type { Latencies, Reconnected, Watched } from './generator';
import { percentile } from './percentile';

/** One line of the result: a name and its figures, units in the names. */
export type Row = { readonly name: string; readonly figures: Readonly<Record<string, number>> };
export type Case = (bench: Bench, size: Size) => Promise<Row[]>;
export type Size = {
  readonly closed: { candidates: number; sessionsEach: number; warmUpSeconds: number; seconds: number };
  readonly open: { candidates: number; perSecond: number; seconds: number };
  readonly idle: { sockets: number };
  readonly watched: { watchers: number; claims: number };
  readonly reconnect: { sockets: number };
  readonly wireIdle: { sockets: number };
  readonly wireReconnect: { sockets: number };
  /** How often each case over the older protocols is measured on each side. */
  readonly wireRounds: number;
};

export const FULL: Size = {
  closed: { candidates: 100, sessionsEach: 30, warmUpSeconds: 3, seconds: 10 },
  open: { candidates: 1_000, perSecond: 600, seconds: 10 },
  idle: { sockets: 2_000 },
  watched: { watchers: 500, claims: 5_000 },
  reconnect: { sockets: 1_000 },
  wireIdle: { sockets: 5_000 },
  wireReconnect: { sockets: 2_000 },
  wireRounds: 3,
};
export const QUICK: Size = {
  closed: { candidates: 100, sessionsEach: 8, warmUpSeconds: 1, seconds: 3 },
  open: { candidates: 200, perSecond: 300, seconds: 3 },
  idle: { sockets: 300 },
  watched: { watchers: 50, claims: 500 },
  reconnect: { sockets: 200 },
  wireIdle: { sockets: 500 },
  wireReconnect: { sockets: 200 },
  wireRounds: 1,
};

/** CPU seconds per 1,000 of something. */
const perThousand = (cost: Cost, count: number) => ({
  'server CPU s/1k': (cost.server / count) * 1000,
  'PG CPU s/1k': (cost.database / count) * 1000,
  'generator CPU s/1k': (cost.generator / count) * 1000,
});

const answered = (name: string, { value, cost }: { value: Latencies; cost: Cost }, bench: Bench): Row => {
  if (value.failure)
    console.error(`A failed answer: ${value.failure}\nThe server says: ${bench.output().slice(-2_000)}`);
  return { name, figures: figuresOf(value, cost, bench) };
};

const figuresOf = (value: Latencies, cost: Cost, bench: Bench): Row['figures'] => ({
  'answers/s': value.answers / value.seconds,
  'p50 ms': percentile(value.latenciesMs, 0.5),
  'p99 ms': percentile(value.latenciesMs, 0.99),
  ...perThousand(cost, value.answers),
  'RSS MB': bench.residentKiB() / 1024,
  errors: value.errors,
  'cores used by others': cost.others,
});

/** Feedback and the next item come in one frame, so one latency stands for both. */
const closed: Case = async (bench, { closed: size }) => {
  const { candidates } = await bench.people(size.candidates, size.sessionsEach);
  await bench.command({ kind: 'prepareAnswering', origin: bench.origin, candidates });
  await bench.command({ kind: 'answerClosed', seconds: size.warmUpSeconds });
  const measured = await bench.cost(() => bench.command<Latencies>({ kind: 'answerClosed', seconds: size.seconds }));
  return [answered(`${size.candidates} candidates, no think time`, measured, bench)];
};

const open: Case = async (bench, { open: size }) => {
  const { candidates } = await bench.people(size.candidates);
  await bench.command({ kind: 'prepareAnswering', origin: bench.origin, candidates });
  const { perSecond } = size;
  await bench.command({ kind: 'answerOpen', seconds: 2, perSecond });
  const measured = await bench.cost(() =>
    bench.command<Latencies>({ kind: 'answerOpen', seconds: size.seconds, perSecond }),
  );
  return [answered(`${size.candidates} candidates, ${perSecond} answers/s by the clock`, measured, bench)];
};

/** Resident memory by which a fresh server grows; the session each socket follows is part of it. */
const idle: Case = async (bench, { idle: { sockets } }) => {
  const { candidates } = await bench.people(sockets + 50);
  await bench.command({ kind: 'startSessions', origin: bench.origin, candidates });
  await bench.restart();
  await bench.command({ kind: 'followOwnSessions', origin: bench.origin, candidates: candidates.slice(sockets) });
  await delay(2_000);
  const before = bench.residentKiB();
  await bench.command({ kind: 'closeAll' });
  const { cost } = await bench.cost(() =>
    bench.command({ kind: 'followOwnSessions', origin: bench.origin, candidates: candidates.slice(0, sockets) }),
  );
  await delay(3_000);
  const figures = {
    'KiB per socket': (bench.residentKiB() - before) / sockets,
    'connects/s': sockets / cost.seconds,
    'server CPU ms each': (cost.server / sockets) * 1000,
    'RSS MB': bench.residentKiB() / 1024,
    'cores used by others': cost.others,
  };
  return [{ name: `${sockets} idle sockets, each following its own session`, figures }];
};

const TEXTS = (claims: number) => ({
  source: 'It rained in Paris on Monday. '.repeat(40),
  output: 'It rains. '.repeat(claims),
  question: null,
});

/** The same run watched by one and by many; the difference is what watching costs. */
const watched: Case = async (bench, { watched: { watchers, claims } }) => {
  const { auditor } = await bench.people(0);
  const watch = async (count: number) => {
    const socket = await ApiSocket.connect(bench.origin, { cookie: auditor.cookie });
    const encodingsBefore = await bench.encodings();
    const { value, cost } = await bench.cost(async () => {
      const { runId } = await socket.mutate<{ runId: string }>('run.create', TEXTS(claims));
      const { origin } = bench;
      await bench.command({ kind: 'watchRun', origin, cookie: auditor.cookie, runId, watchers: count });
      return bench.command<Watched>({ kind: 'awaitRun' });
    });
    const encodings = (await bench.encodings()) - encodingsBefore;
    await bench.command({ kind: 'closeAll' });
    await socket.close();
    return { ...value, cost, encodings };
  };
  await watch(1); // warm
  const one = await watch(1);
  const many = await watch(watchers);
  const rows = [one, many].map((run) => ({
    name: `a run of ${run.events} events watched by ${run.watchers}`,
    figures: {
      seconds: run.seconds,
      'deliveries/s': run.deliveries / run.seconds,
      'CPU us per delivery':
        run === one
          ? Number.NaN
          : ((many.cost.server - one.cost.server) / (many.deliveries - one.deliveries)) * 1_000_000,
      'encodings per event': run.encodings / run.events,
      'events per frame': run.deliveries / run.frames,
      'missing or repeated': run.faults + (run.events * run.watchers - run.deliveries),
      'server CPU s': run.cost.server,
      'cores used by others': run.cost.others,
    },
  }));
  return rows;
};

const reconnect: Case = async (bench, { reconnect: { sockets } }) => {
  const { candidates } = await bench.people(sockets);
  await bench.command({ kind: 'followOwnSessions', origin: bench.origin, candidates });
  const { value, cost } = await bench.cost(() =>
    bench.command<Reconnected>({ kind: 'reconnect', origin: bench.origin }),
  );
  const figures = {
    'all back ms': value.seconds * 1000,
    'p50 ms': percentile(value.latenciesMs, 0.5),
    'p99 ms': percentile(value.latenciesMs, 0.99),
    'wrong items': value.wrongItems,
    'server CPU s': cost.server,
    'PG CPU s': cost.database,
    'cores used by others': cost.others,
  };
  return [{ name: `${value.sockets} sockets lost and back at once`, figures }];
};

export const CASES: Readonly<Record<string, Case>> = { closed, open, idle, watched, reconnect };
