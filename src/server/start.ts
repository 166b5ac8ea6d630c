import { createServer, type Server } from 'node:http';
import path from 'node:path';
import next from 'next';
import { createCaller } from '@/server/api/root';
import { authOptions } from '@/server/auth';
import { authSecret } from '@/server/auth-secret';
import { createAddressRule } from '@/server/client-address';
import { openDatabase } from '@/server/db';
import { type DemoSignIns, demoFile, readDemoSignIns, seedDemo } from '@/server/demo';
import { type Env, InvalidSettings, parseEnv } from '@/server/env';
import { createHttpServer } from '@/server/http';
import { type JobWorker, prepareJobs, startJobWorker } from '@/server/jobs/worker';
import { createLogger } from '@/server/logger';
import { createMetrics } from '@/server/metrics';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/server/postgres/embedded';
import { migrate } from '@/server/postgres/migrate';
import { createSocketServer } from '@/server/realtime/socket-server';
import { routeUpgrades } from '@/server/realtime/upgrade-routing';
import { provideRuntime } from '@/server/runtime';
import { createServices } from '@/server/services/services';
import { createAssessmentSockets } from '@/server/wire/assessment/assessment-sockets';
import { createEvaluationSockets } from '@/server/wire/evaluation/evaluation-sockets';
import { originRule } from '@/server/wire/origins';
import { restListener } from '@/server/wire/rest/rest';

/** A second signal later than this after the first ends the process at once. */
const IMPATIENT_MS = 1_000;

const report = (line: string) => process.stdout.write(`${line}\n`);

/** Says what is being done when it takes more than a second. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const timer = setTimeout(() => report(`${name} …`), 1_000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    const seconds = (performance.now() - started) / 1000;
    if (seconds > 1) report(`${name}: done in ${seconds.toFixed(1)} s`);
  }
}

/**
 * Starts the parts in order (database, migrations, services, pages, jobs, port) and stops them in reverse on SIGTERM or
 * SIGINT: refuse new sockets, tell clients to reconnect, end streams and finish writes, close, exit 0. A second signal, or
 * ten seconds, end it at once.
 */
export async function startAssay(root: string): Promise<void> {
  const env = settings(root);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.env.AUTH_TRUST_HOST ??= 'true';
  if (env.PUBLIC_URL) process.env.NEXTAUTH_URL = env.PUBLIC_URL;
  const dev = env.NODE_ENV === 'development';
  const log = createLogger(env.LOG_LEVEL);
  const secret = settled(() => authSecret(env));

  await assertPortFree(env);
  const embedded: EmbeddedPostgres | null = env.embedded
    ? await step('Starting the database', () => startEmbeddedPostgres({ dataDir: env.dataDir, report }))
    : null;
  const url = embedded?.url ?? env.DATABASE_URL!;
  let database: ReturnType<typeof openDatabase>;
  try {
    await step('Preparing the tables', async () => {
      await prepareJobs(url);
      await migrate(url, path.join(root, 'prisma/migrations'));
    });
    database = openDatabase(url, env.DATABASE_POOL, log);
  } catch (error) {
    await embedded?.stop();
    return giveUp(`The database could not be prepared: ${error instanceof Error ? error.message : error}`);
  }

  const metrics = createMetrics();
  const services = createServices({ database, env, authSecret: secret, metrics, log });
  const wantsDemo = env.SEED_DEMO ?? env.embedded;
  if (wantsDemo) await step('Preparing the demo organisation', () => seedDemo(database, services, env.dataDir));

  const loginOf = async (cookies: string | null) =>
    services.identity.resume(await services.tokens.fromCookies(cookies ?? undefined));
  provideRuntime({
    loginOf,
    openShared: (token, address) => services.shares.open(token, address),
    caller: (login, address) =>
      createCaller({ requestId: crypto.randomUUID(), login, address, connection: null, services, metrics, log }),
    isRegistrationOpen: services.identity.isRegistrationOpen,
    authOptions: authOptions(services, secret, env.LOGIN_HOURS),
  });

  // Next gets a server of its own that never listens: it would otherwise end our sockets (it claims every upgrade).
  const nextUpgrades = createServer();
  const app = next({ dev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: nextUpgrades });
  await step('Preparing the pages', () => app.prepare());
  const pages = app.getRequestHandler();

  let draining = false;
  let jobs: JobWorker | null = null;
  const isAllowedOrigin = originRule(env);
  const addressRule = createAddressRule(env.TRUSTED_PROXIES ?? []);
  const sockets = createSocketServer({ services, env, metrics, log });
  const assessmentSockets = createAssessmentSockets({ services, env, metrics, log });
  const evaluationSockets = createEvaluationSockets({ services, env, metrics, log, isAllowedOrigin });
  const http = createHttpServer({
    services,
    database,
    jobs: () => jobs,
    metrics,
    log,
    pages,
    rest: restListener({ services, log, isAllowedOrigin, publicUrl: env.PUBLIC_URL }),
    evaluationSockets,
    isDraining: () => draining,
    addressRule,
  });
  routeUpgrades(http, {
    sockets,
    assessmentSockets,
    evaluationSockets,
    isDraining: () => draining,
    addressRule,
    developmentUpgrades: dev ? nextUpgrades : null,
  });
  jobs = startJobWorker(services, url, env.JOB_CONCURRENCY, log);
  await listen(http, env);

  announce(env, http, wantsDemo ? readDemoSignIns(env.dataDir) : []);

  let signalledAt = 0;
  const shutDown = async (signal: string) => {
    // The same wish often arrives twice, from a terminal and from whoever started us; a later one is impatience.
    if (draining && performance.now() - signalledAt > IMPATIENT_MS) process.exit(1);
    if (draining) return;
    draining = true;
    signalledAt = performance.now();
    log.info({ signal }, 'shutting down');
    const overdue = setTimeout(() => process.exit(1), 9_500);
    overdue.unref();
    http.close();
    await Promise.all([sockets.drain(2_000), assessmentSockets.drain(2_000), evaluationSockets.drain()]);
    http.closeIdleConnections();
    await jobs?.stop();
    await services.interview.close();
    services.presence.close();
    await services.close();
    http.closeAllConnections();
    await app.close().catch(() => undefined);
    await database.close().catch(() => undefined);
    await embedded?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void shutDown('SIGTERM'));
  process.on('SIGINT', () => void shutDown('SIGINT'));
}

function settings(root: string): Env {
  return settled(() => parseEnv(process.env, root));
}

function settled<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidSettings) return giveUp(error.message);
    throw error;
  }
}

function giveUp(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function taken(env: Env): never {
  return giveUp(`Port ${env.PORT} is taken by another program. Choose another: PORT=${env.PORT + 1} npm start`);
}

/** Asked before anything is started, so that a taken port leaves nothing behind. */
function assertPortFree(env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? taken(env) : reject(error)));
    probe.listen(env.PORT, env.HOST, () => probe.close(() => resolve()));
  });
}

function listen(http: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? taken(env) : reject(error)));
    http.listen({ port: env.PORT, host: env.HOST, backlog: 4096 }, () => resolve());
  });
}

function announce(env: Env, http: Server, signIns: DemoSignIns): void {
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  report(`\nAssay is ready: ${env.PUBLIC_URL ?? `http://localhost:${port}`}`);
  if (signIns.length > 0) {
    report(`\nDemo sign-ins (kept in ${demoFile(env.dataDir)}):`);
    for (const { role, email, password } of signIns) report(`  ${role.padEnd(10)} ${email.padEnd(24)} ${password}`);
  }
  report('');
}
