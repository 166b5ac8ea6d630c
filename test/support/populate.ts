import { v7 as newId } from 'uuid';
import type { Rules } from '@/core/assessment/rules';
import type { Item } from '@/core/items/item';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { type Database, openDatabase } from '@/server/db';
import { parseEnv } from '@/server/env';
import { createLogger } from '@/server/logger';
import { createLoginTokens } from '@/server/login-tokens';
import { createMetrics } from '@/server/metrics';
import type { Role } from '@/server/policy';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { createServices } from '@/server/services/services';

export type ScriptedPerson = { readonly id: string; readonly cookie: string; readonly token: string };
/** A candidate with one application to each assessment, in their order. */
export type ScriptedApplicant = ScriptedPerson & { readonly applicationIds: readonly string[] };

export type Population = {
  readonly organisationId: string;
  readonly assessmentIds: readonly string[];
  /** Their short numbers, in the same order. */
  readonly testIds: readonly number[];
  readonly recruiter: ScriptedPerson;
  readonly auditor: ScriptedPerson;
  readonly candidates: readonly ScriptedApplicant[];
};

type Wish = { graph: SkillGraph; rules: Rules; candidates: number; assessments?: number; items?: readonly Item[] };

const LOGIN_SECONDS = 3_600;

/** Opens a running server's database from outside, for arranging and for looking afterwards. */
export function openOutside(url: string): Database {
  return openDatabase(url, 4, createLogger('silent'));
}

/**
 * Puts an organisation with published assessments and invited candidates straight into the database, with login cookies
 * for all. `authSecret` is the server's.
 */
export async function populate(database: Database, authSecret: string, wish: Wish): Promise<Population> {
  const { prisma } = database;
  const tokens = createLoginTokens(authSecret);
  const env = parseEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: database.url }, '/nowhere');
  const services = createServices({
    database,
    env,
    authSecret,
    metrics: createMetrics(),
    log: createLogger('silent'),
  });

  const addPeople = async (count: number): Promise<ScriptedPerson[]> => {
    const ids = Array.from({ length: count }, () => newId());
    const data = ids.map((id) => ({ id, email: `${id}@scripted.example`, name: `Person ${id.slice(-4)}` }));
    await prisma.user.createMany({ data });
    const numbers = new Map<string, number>();
    for (let start = 0; start < ids.length; start += 5_000) {
      const where = { id: { in: ids.slice(start, start + 5_000) } };
      for (const { id, number } of await prisma.user.findMany({ where, select: { id: true, number: true } }))
        numbers.set(id, number);
    }
    return Promise.all(
      data.map(async ({ id, email, name }) => {
        const loginId = newId();
        const holder = { userId: id, number: numbers.get(id)!, email, name, tokenVersion: 0 };
        return {
          id,
          cookie: await tokens.toCookie({ sub: id, loginId, tokenVersion: 0 }, LOGIN_SECONDS),
          token: await services.identity.accessToken(holder, loginId),
        };
      }),
    );
  };

  const organisationId = newId();
  await prisma.organisation.create({ data: { id: organisationId, name: 'Scripted organisation' } });
  await createBankRepository(database).addItems(organisationId, wish.items ?? SHIPPED_ITEMS);
  const [recruiter, auditor] = (await addPeople(2)) as [ScriptedPerson, ScriptedPerson];
  const member = (userId: string, role: Role) => ({ id: newId(), organisationId, userId, role });
  await prisma.membership.createMany({ data: [member(recruiter.id, 'recruiter'), member(auditor.id, 'auditor')] });

  const by = { userId: recruiter.id, organisationId, role: 'recruiter' as const };
  const draft = { jobDescription: '', graph: wish.graph, rules: wish.rules, opensAt: null, closesAt: null };
  const assessmentIds: string[] = [];
  for (let number = 1; number <= (wish.assessments ?? 1); number += 1) {
    const { id } = await services.assessments.create(by, { ...draft, title: `Scripted ${number}` });
    await services.assessments.publish(by, id);
    assessmentIds.push(id);
  }
  services.presence.close();
  const published = await prisma.assessment.findMany({ where: { organisationId }, select: { id: true, number: true } });
  const testIds = assessmentIds.map((id) => published.find((assessment) => assessment.id === id)!.number);

  const people = await addPeople(wish.candidates);
  const candidates = people.map((person) => ({ ...person, applicationIds: assessmentIds.map(() => newId()) }));
  const applications = candidates.flatMap(({ id: candidateId, applicationIds }) =>
    applicationIds.map((id, index) => ({ id, organisationId, candidateId, assessmentId: assessmentIds[index]! })),
  );
  for (let start = 0; start < applications.length; start += 5_000)
    await prisma.application.createMany({ data: applications.slice(start, start + 5_000) });
  return { organisationId, assessmentIds, testIds, recruiter, auditor, candidates };
}
