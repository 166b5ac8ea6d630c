import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { DEFAULT_RULES } from '@/core/assessment/rules';
import { suggestSkillGraph } from '@/core/skills/match-skills';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { Database } from '@/server/db';
import type { Role } from '@/server/policy';
import { createBankRepository } from '@/server/repositories/bank-repository';
import type { Services } from '@/server/services/services';

/**
 * The demo organisation: made once, at the first start of an empty embedded database, so that both jobs can be tried at
 * once. Its passwords are random and lie in the data folder, nowhere else.
 */
const SignIns = z.object({ signIns: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })) });
export type DemoSignIns = z.infer<typeof SignIns>['signIns'];

const PEOPLE: readonly { role: Role | 'candidate'; name: string; email: string }[] = [
  { role: 'recruiter', name: 'Rosa Recruiter', email: 'recruiter@demo.example' },
  { role: 'auditor', name: 'Aki Auditor', email: 'auditor@demo.example' },
  { role: 'author', name: 'Ana Author', email: 'author@demo.example' },
  { role: 'owner', name: 'Omar Owner', email: 'owner@demo.example' },
  { role: 'candidate', name: 'Chidi Candidate', email: 'chidi@demo.example' },
  { role: 'candidate', name: 'Carla Candidate', email: 'carla@demo.example' },
];

const JOB_DESCRIPTION = `Backend engineer

We build the booking platform behind 300 hotels. You will design HTTP APIs, write the SQL behind them and keep both fast.

Required: solid SQL and relational modelling (PostgreSQL), HTTP and REST API design, algorithms and data structures,
secure coding (OWASP Top 10), and a habit of writing tests.
Nice to have: concurrency, Git workflows beyond the basics, time zones done right.`;

export function demoFile(dataDir: string): string {
  return path.join(dataDir, 'demo-sign-ins.json');
}

/** The demo's sign-ins, as kept in the data folder; empty when there is no demo. */
export function readDemoSignIns(dataDir: string): DemoSignIns {
  const file = demoFile(dataDir);
  return existsSync(file) ? SignIns.parse(JSON.parse(readFileSync(file, 'utf8'))).signIns : [];
}

/** True when a demo was made now; false when the database has an organisation already. */
export async function seedDemo(database: Database, services: Services, dataDir: string): Promise<boolean> {
  const { prisma } = database;
  if ((await prisma.organisation.count()) > 0) return false;
  const people = await Promise.all(
    PEOPLE.map(async (person) => {
      const password = randomBytes(9).toString('base64url');
      return { ...person, id: newId(), password, passwordHash: await hash(password) };
    }),
  );
  // The passwords are on disk before they are in the database: a crash between leaves an empty database, made anew.
  mkdirSync(dataDir, { recursive: true });
  const signIns = people.map(({ role, email, password }) => ({ role, email, password }));
  writeFileSync(demoFile(dataDir), `${JSON.stringify({ signIns }, null, 2)}\n`, { mode: 0o600 });

  const organisationId = newId();
  await prisma.$transaction([
    prisma.user.createMany({
      data: people.map(({ id, name, email, passwordHash }) => ({ id, name, email, passwordHash })),
    }),
    prisma.organisation.create({ data: { id: organisationId, name: 'Demo organisation' } }),
    prisma.membership.createMany({
      data: people.flatMap(({ id, role }) =>
        role === 'candidate' ? [] : [{ id: newId(), organisationId, userId: id, role }],
      ),
    }),
  ]);
  await createBankRepository(database).addItems(organisationId, SHIPPED_ITEMS);
  await services.items.checkBank(organisationId);

  const recruiter = people.find((person) => person.role === 'recruiter')!;
  const member = { userId: recruiter.id, organisationId, role: 'recruiter' as const };
  const { graph } = suggestSkillGraph(JOB_DESCRIPTION, TAXONOMY);
  const draft = {
    title: 'Backend engineer',
    jobDescription: JOB_DESCRIPTION,
    graph,
    rules: DEFAULT_RULES,
    opensAt: null,
    closesAt: null,
  };
  const assessment = await services.assessments.create(member, draft);
  await services.assessments.publish(member, assessment.id);
  for (const { role, email, name } of people) {
    if (role === 'candidate') await services.invitations.invite(member, { assessmentId: assessment.id, email, name });
  }
  return true;
}
