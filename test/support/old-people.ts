import type { Rules } from '@/core/assessment/rules';
import type { AssayServer, TestPerson } from './assay-server';

/** An access token of a person, as `auth/login` would give it. */
export async function tokenOf(assay: AssayServer, { id, email, claims }: TestPerson): Promise<string> {
  const { number } = await assay.database.prisma.user.findUniqueOrThrow({ where: { id } });
  const { loginId, tokenVersion } = claims;
  return assay.services.identity.accessToken({ userId: id, number, name: '', email, tokenVersion }, loginId);
}

/** A published assessment under its short number, with an invited candidate who holds a token. */
export async function invitedByNumber(
  assay: AssayServer,
  organisationId: string,
  recruiter: TestPerson,
  rules: Partial<Rules> = {},
) {
  const candidate = await assay.addPerson();
  const published = await assay.publish(organisationId, recruiter.id, rules);
  const applicationId = await published.invite(candidate);
  const { number: testId } = await assay.database.prisma.assessment.findUniqueOrThrow({
    where: { id: published.assessmentId },
  });
  return { ...published, candidate, applicationId, testId, token: await tokenOf(assay, candidate) };
}
