import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { completeRules } from '@/core/assessment/rules';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { Database } from '@/server/db';
import { CHOICE_ITEMS } from '~test/support/assay-server';
import { openOutside, type Population, populate } from '~test/support/populate';
import { AUTH_SECRET, prepareServer, type ServerProcess } from '~test/support/server-process';
import type { Command } from './generator';
import { cpuSeconds, familyCpuSeconds, machineCpuSeconds, residentKiB } from './process-figures';

/** Seven skills that build on each other, as a pasted job description gives; as many items as a real assessment. */
const GRAPH: SkillGraph = {
  nodes: [
    { skillId: 'sql', name: 'SQL', priority: 'H' },
    { skillId: 'http', name: 'HTTP', priority: 'H' },
    { skillId: 'algorithms', name: 'Algorithms', priority: 'H' },
    { skillId: 'security', name: 'Security', priority: 'M' },
    { skillId: 'testing', name: 'Testing', priority: 'M' },
    { skillId: 'concurrency', name: 'Concurrency', priority: 'L' },
    { skillId: 'git', name: 'Git', priority: 'L' },
  ],
  edges: [
    { from: 'http', to: 'security' },
    { from: 'algorithms', to: 'concurrency' },
  ],
};
const RULES = completeRules({ timeLimitMs: 60 * 60_000, minItems: 20, maxItems: 20, feedbackMode: 'none' });

const LONGEST_COMMAND_MS = 90_000;

/** CPU seconds of a stretch of time, by who used them; `others` is whatever else ran on the machine, in cores. */
export type Cost = { seconds: number; server: number; database: number; generator: number; others: number };

export type Bench = Awaited<ReturnType<typeof startBench>>;

/** A fresh server on an empty database, and a load generator beside it. */
export async function startBench(bundle: string, nodeArgs: readonly string[] = []) {
  const server: ServerProcess = await prepareServer({
    bundle,
    nodeArgs,
    env: { SOCKETS_PER_PERSON: '1000000', SOCKETS_PER_ADDRESS: '1000000' },
  });
  await server.start();
  let database: Database = openOutside(server.databaseUrl());
  const generator: ChildProcess = fork(path.join(import.meta.dirname, 'generator.ts'), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  await new Promise<void>((resolve, reject) => {
    generator.once('spawn', resolve);
    generator.once('error', reject);
  });

  const command = <T>(message: Command): Promise<T> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`The load generator ended with code ${code}`));
      const overdue = setTimeout(
        () => reject(new Error(`"${message.kind}" took more than ${LONGEST_COMMAND_MS / 1000} s; the server hangs`)),
        LONGEST_COMMAND_MS,
      );
      generator.once('exit', onExit);
      generator.once('message', (answer: { value: T } | { error: string }) => {
        clearTimeout(overdue);
        generator.off('exit', onExit);
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer.value);
      });
      generator.send(message);
    });

  const used = (pid: number) => ({
    at: performance.now(),
    server: cpuSeconds(pid),
    database: familyCpuSeconds(server.postmaster()!.pid),
    generator: cpuSeconds(generator.pid!),
    machine: machineCpuSeconds(),
  });

  return {
    origin: server.origin,
    command,
    people: (candidates: number, assessments = 1): Promise<Population> =>
      populate(database, AUTH_SECRET, { graph: GRAPH, rules: RULES, candidates, assessments, items: CHOICE_ITEMS }),
    databaseUrl: () => server.databaseUrl(),
    /** What the server has said since its start. */
    output: () => server.output(),
    residentKiB: () => residentKiB(server.pid()),

    pid: () => server.pid(),

    /** Does the work and says what it cost; `pid` is the server that does it where that is another one. */
    async cost<T>(work: () => Promise<T>, pid = server.pid()): Promise<{ value: T; cost: Cost }> {
      const before = used(pid);
      const value = await work();
      const after = used(pid);
      const [server, database, generator, machine] = (['server', 'database', 'generator', 'machine'] as const).map(
        (key) => after[key] - before[key],
      ) as [number, number, number, number];
      const seconds = (after.at - before.at) / 1000;
      const others = Math.max(0, (machine - server - database - generator) / seconds);
      return { value, cost: { seconds, server, database, generator, others } };
    },

    /** Shared stream payloads the server has turned into text so far. */
    async encodings(): Promise<number> {
      const text = await (await fetch(`${server.origin}/metrics`)).text();
      return Number(/^assay_shared_payload_encodings (\d+)/m.exec(text)?.[1] ?? Number.NaN);
    },

    async restart(): Promise<void> {
      await database.close();
      await server.end('SIGTERM');
      await server.start();
      database = openOutside(server.databaseUrl()); // on another port now
    },

    async stop(): Promise<void> {
      generator.disconnect();
      await database.close().catch(() => undefined);
      await server.dispose();
    },
  };
}
