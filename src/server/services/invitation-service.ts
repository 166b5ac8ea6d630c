import { createHash, randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import type { Member } from '@/server/policy';
import type { ApplicationRepository } from '@/server/repositories/application-repository';
import type { AssessmentRepository } from '@/server/repositories/assessment-repository';
import type { PeopleRepository } from '@/server/repositories/people-repository';
import type { SignedIn } from './identity-service';

type Deps = {
  readonly applications: ApplicationRepository;
  readonly assessments: AssessmentRepository;
  readonly people: PeopleRepository;
  readonly now: () => Date;
};

export type InvitationPreview = {
  readonly organisationName: string;
  readonly title: string;
  readonly candidateName: string;
  readonly applicationId: string;
  /** Whether the link alone signs in; with a password or a staff role the person signs in themselves. */
  readonly signsIn: boolean;
};

const VALID_DAYS = 30;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function createInvitationService({ applications, assessments, people, now }: Deps) {
  const find = async (token: string) => {
    const invitation = await applications.findInvitation(hashOf(token), now());
    if (!invitation || invitation.application.candidate.removedAt) throw new DomainError('invitation_not_found');
    return invitation;
  };
  const signsIn = (candidate: { passwordHash: string | null; _count: { memberships: number } }) =>
    candidate.passwordHash === null && candidate._count.memberships === 0;

  return {
    /**
     * Invites a candidate and makes their link, valid 30 days; an earlier link of theirs stops working.
     * The token is returned once and kept only as a hash.
     */
    async invite(
      member: Member,
      input: { assessmentId: string; email: string; name: string },
    ): Promise<{ token: string }> {
      const assessment = await assessments.find(member.organisationId, input.assessmentId);
      if (!assessment) throw new DomainError('assessment_not_found');
      if (assessment.status !== 'live' && assessment.status !== 'scheduled')
        throw new DomainError('assessment_not_open');
      const { applyUntil } = assessment.rules;
      if (applyUntil !== null && now() > new Date(applyUntil))
        throw new DomainError('assessment_closed', 'The application deadline is over: nobody can be invited any more.');
      const person = await people.findOrCreate({
        id: newId(),
        email: input.email.trim().toLowerCase(),
        name: input.name.trim(),
      });
      const applicationId = await applications.findOrCreate({
        id: newId(),
        organisationId: member.organisationId,
        assessmentId: assessment.id,
        candidateId: person.id,
      });
      const token = randomBytes(24).toString('base64url');
      const expiresAt = new Date(now().getTime() + VALID_DAYS * 86_400_000);
      await applications.addInvitation({ id: newId(), applicationId, tokenHash: hashOf(token), expiresAt });
      return { token };
    },

    /** What the page behind a link says. @throws DomainError `invitation_not_found`. */
    async preview(token: string): Promise<InvitationPreview> {
      const { applicationId, application } = await find(token);
      return {
        organisationName: application.organisation.name,
        title: application.assessment.title,
        candidateName: application.candidate.name,
        applicationId,
        signsIn: signsIn(application.candidate),
      };
    },

    /**
     * Signs in by link, within the organisation that made it. @throws DomainError `invitation_not_found`, also for people
     * who have a better way to sign in.
     */
    async redeem(token: string): Promise<{ person: SignedIn; organisationId: string }> {
      const { application } = await find(token);
      const { candidate } = application;
      if (!signsIn(candidate)) throw new DomainError('invitation_not_found');
      const { id: userId, number, name, email, tokenVersion } = candidate;
      return {
        person: { userId, number, name, email, tokenVersion },
        organisationId: application.organisationId,
      };
    },
  };
}
