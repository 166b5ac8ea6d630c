import type { AddressInfo } from 'node:net';
import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import { completeRules, type Rules } from '@/core/assessment/rules';
import type { Item } from '@/core/items/item';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { createCaller } from '@/server/api/root';
import { contentOf, SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { createAddressRule } from '@/server/client-address';
import { openDatabase } from '@/server/db';
import { parseEnv } from '@/server/env';
import { createHttpServer } from '@/server/http';
import { type JobWorker, startJobWorker } from '@/server/jobs/worker';
import { createLogger } from '@/server/logger';
import { createMetrics } from '@/server/metrics';
import type { Login, Member, Role } from '@/server/policy';
import { createSocketServer } from '@/server/realtime/socket-server';
import { routeUpgrades } from '@/server/realtime/upgrade-routing';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { createServices } from '@/server/services/services';
import { createAssessmentSockets } from '@/server/wire/assessment/assessment-sockets';
import { createEvaluationSockets } from '@/server/wire/evaluation/evaluation-sockets';
import { originRule } from '@/server/wire/origins';
import { restListener } from '@/server/wire/rest/rest';
import { createTestDatabase } from './test-database';

/** The part of the shipped bank that is answered with a letter, for tests that give letters. */
export const CHOICE_ITEMS = SHIPPED_ITEMS.filter((item) => contentOf(item, 0).type === 'singleChoice');

export const PASSWORD = 'correct horse battery';
export const AUTH_SECRET = 'a secret for tests, 32 characters';

/** Limits are tested where they are the subject; elsewhere a test may ask as fast as it can. */
const GENEROUS = {
  REQUESTS_PER_MINUTE: '1000000',
  EVALUATIONS_PER_MINUTE: '1000000',
  EXPORTS_PER_MINUTE: '1000000',
  CHAT_MESSAGES_PER_MINUTE: '1000000',
  REGISTRATIONS_PER_MINUTE: '1000000',
  FAILED_SIGN_INS_PER_ADDRESS: '1000000',
  SOCKETS_PER_PERSON: '1000000',
  SOCKETS_PER_ADDRESS: '1000000',
};

export const SMALL_GRAPH: SkillGraph = {
  nodes: [
    { skillId: 'sql', name: 'SQL', priority: 'H' },
    { skillId: 'http', name: 'HTTP', priority: 'M' },
  ],
  edges: [],
};

export const SHORT_RULES = completeRules({ timeLimitMs: 10 * 60_000, minItems: 4, maxItems: 6, feedbackMode: 'none' });

export type AssayServer = Awaited<ReturnType<typeof startAssayServer>>;
export type TestPerson = Awaited<ReturnType<AssayServer['addPerson']>>;

/**
 * The server without its pages, in this process, on a database of its own and a free port: everything from the socket
 * down to the tables is the real thing. `clock.advance` moves its time.
 */
export async function startAssayServer(postgresUrl: string, settings: Record<string, string> = {}) {
  const { url, drop } = await createTestDatabase(postgresUrl);
  const env = parseEnv(
    {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      EVALUATION_THREADS: '0',
      DATABASE_URL: url,
      ...GENEROUS,
      ...settings,
    },
    '/nowhere',
  );
  const log = createLogger(env.LOG_LEVEL);
  const database = openDatabase(url, env.DATABASE_POOL, log);
  const metrics = createMetrics();
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const services = createServices({
    database,
    env,
    authSecret: AUTH_SECRET,
    metrics,
    log,
    now,
  });
  const callerFor = (login: Login | null, address: string = newId()) =>
    createCaller({ requestId: newId(), login, address, connection: null, services, metrics, log });
  const isAllowedOrigin = originRule(env);
  const addressRule = createAddressRule(env.TRUSTED_PROXIES ?? []);
  const sockets = createSocketServer({ services, env, metrics, log });
  const assessmentSockets = createAssessmentSockets({ services, env, metrics, log });
  const evaluationSockets = createEvaluationSockets({ services, env, metrics, log, isAllowedOrigin });
  let jobs: JobWorker | null = null;
  const noPages = async (_: unknown, response: { writeHead(status: number): { end(): void } }) => {
    response.writeHead(404).end();
  };
  const http = createHttpServer({
    services,
    database,
    jobs: () => jobs,
    metrics,
    log,
    pages: noPages as never,
    rest: restListener({ services, log, isAllowedOrigin }),
    evaluationSockets,
    isDraining: () => false,
    addressRule,
  });
  routeUpgrades(http, {
    sockets,
    assessmentSockets,
    evaluationSockets,
    isDraining: () => false,
    addressRule,
    developmentUpgrades: null,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const { prisma } = database;

  return {
    env,
    log,
    services,
    database,
    metrics,
    sockets,
    /** The API in this process, as whoever is signed in. */
    callerFor,
    origin: `http://127.0.0.1:${port}`,
    clock: {
      now,
      advance(ms: number) {
        offsetMs += ms;
      },
    },
    startJobs() {
      jobs ??= startJobWorker(services, url, 2, log);
      return jobs;
    },
    async stopJobs() {
      const running = jobs;
      jobs = null;
      await running?.stop();
    },

    async addOrganisation(name = 'Test organisation', items: readonly Item[] = SHIPPED_ITEMS): Promise<string> {
      const id = newId();
      await prisma.organisation.create({ data: { id, name } });
      await createBankRepository(database).addItems(id, items);
      return id;
    },

    /** A person with a password; a member of the organisation when a role is given. */
    async addPerson(organisationId: string | null = null, role: Role | null = null) {
      const id = newId();
      const email = `${id}@test.example`;
      await prisma.user.create({ data: { id, email, name: `Person ${id.slice(-4)}`, passwordHash: await testHash } });
      if (organisationId && role)
        await prisma.membership.create({ data: { id: newId(), organisationId, userId: id, role } });
      const claims = { sub: id, loginId: newId(), tokenVersion: 0 };
      const cookie = await services.tokens.toCookie(claims, 3_600);
      /** A bearer token of the same login, for REST and the sockets of the older systems. */
      const accessToken = async () => {
        const { number } = await prisma.user.findUniqueOrThrow({ where: { id } });
        return services.identity.accessToken({ userId: id, number, name: '', email, tokenVersion: 0 }, claims.loginId);
      };
      const login = async () => {
        const found = await services.identity.resume(await services.tokens.fromCookies(cookie));
        if (!found) throw new Error('The login has ended');
        return found;
      };
      const caller = async () => callerFor(await login());
      return { id, email, claims, cookie, login, caller, accessToken };
    },

    /** A published assessment of the organisation with one invited candidate; returns what the candidate needs to start. */
    async publish(
      organisationId: string,
      recruiterId: string,
      rules: Partial<Rules> = {},
      graph: SkillGraph = SMALL_GRAPH,
    ) {
      const member: Member = { userId: recruiterId, organisationId, role: 'recruiter' };
      const draft = {
        title: 'Test',
        jobDescription: '',
        graph,
        rules: { ...SHORT_RULES, ...rules },
        opensAt: null,
        closesAt: null,
      };
      const { id } = await services.assessments.create(member, draft);
      await services.assessments.publish(member, id);
      return {
        assessmentId: id,
        member,
        async invite(person: { email: string }) {
          await services.invitations.invite(member, { assessmentId: id, email: person.email, name: 'Candidate' });
          const application = await prisma.application.findFirstOrThrow({
            where: { assessmentId: id, candidate: { email: person.email } },
          });
          return application.id;
        },
      };
    },

    async stop() {
      await assessmentSockets.drain(100);
      await evaluationSockets.drain();
      await sockets.drain(0);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await jobs?.stop();
      await services.interview.close();
      services.presence.close();
      await services.close();
      await database.close();
      await drop();
    },
  };
}

/** One hash for everyone: hashing is slow on purpose, and not what these tests are about. */
const testHash = hash(PASSWORD);
