import { mayChangeAnswers } from '@/core/assessment/rules';
import { startRefusal } from '@/core/assessment/start-standing';
import { DOMAIN_ERRORS, DomainError } from '@/core/errors';
import type { CandidateApplicationOutput, InstructionsOutput } from '@/protocol/application';
import type { Login } from '@/server/policy';
import type { ApplicationRepository, CandidateApplication } from '@/server/repositories/application-repository';
import type { AssessmentRepository } from '@/server/repositories/assessment-repository';

type Deps = {
  readonly applications: ApplicationRepository;
  readonly assessments: AssessmentRepository;
  readonly now: () => Date;
};

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

/** What a candidate was invited to. */
export function createApplicationService({ applications, assessments, now }: Deps) {
  const refusalOf = (application: CandidateApplication) => {
    const code = startRefusal(application, now());
    return code && { code, message: DOMAIN_ERRORS[code] };
  };
  const output = ({ session, ...application }: CandidateApplication): CandidateApplicationOutput => ({
    applicationId: application.applicationId,
    organisationName: application.organisationName,
    number: application.number,
    title: application.title,
    status: application.status,
    opensAt: iso(application.opensAt),
    closesAt: iso(application.closesAt),
    session: session && { ...session, deadlineAt: iso(session.deadlineAt) },
    attemptsLeft: Math.max(0, application.rules.maxAttempts - application.attempts),
    refusal: refusalOf({ session, ...application }),
  });
  return {
    list: async (login: Login): Promise<CandidateApplicationOutput[]> =>
      (await applications.listForCandidate(login)).map(output),

    /** The candidate's place in the assessment with this short number; null when there is none. */
    findByNumber: (login: Login, number: number): Promise<CandidateApplication | null> =>
      applications.findByNumber(login, number),

    /** Why an attempt cannot be started now, or null when it can. */
    startRefusal: (application: CandidateApplication) => startRefusal(application, now()),

    /** @throws DomainError `not_found` unless it is this candidate's. */
    async get(login: Login, applicationId: string): Promise<InstructionsOutput> {
      const application = await applications.findForCandidate(login, applicationId);
      if (!application) throw new DomainError('not_found', 'You have no such application.');
      const assessment = await assessments.find(application.organisationId, application.assessmentId);
      if (!assessment) throw new DomainError('assessment_not_found');
      return {
        ...output(application),
        rules: { ...assessment.rules },
        mayChangeAnswers: mayChangeAnswers(assessment.rules),
        isAdaptive: assessment.rules.ruleSet === 'adaptive',
        accommodation: application.accommodation,
        skills: assessment.graph.nodes.map((node) => node.name),
      };
    },
  };
}
