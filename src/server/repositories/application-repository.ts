import type { Accommodation } from '@/core/assessment/accommodation';
import { completeRules, type Rules } from '@/core/assessment/rules';
import type { Database } from '@/server/db';

/** A candidate's place in an assessment, with what their portal shows of it. */
export type CandidateApplication = {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly assessmentId: string;
  readonly title: string;
  readonly status: 'preparing' | 'draft' | 'scheduled' | 'live' | 'ended';
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly rules: Rules;
  readonly appliedAt: Date;
  readonly isShortlisted: boolean;
  /** What the candidate declared when last starting. For the candidate and the clocks alone. */
  readonly accommodation: Accommodation;
  /** Attempts that have ended. */
  readonly attempts: number;
  /** The latest attempt. */
  readonly session: {
    readonly sessionId: string;
    readonly status: 'created' | 'inProgress' | 'completed';
    readonly deadlineAt: Date | null;
  } | null;
};

export type ApplicationRepository = ReturnType<typeof createApplicationRepository>;

const DETAILS = {
  id: true,
  organisationId: true,
  organisation: { select: { name: true } },
  createdAt: true,
  shortlisted: true,
  needsLanguageTime: true,
  needsConditionTime: true,
  assessment: { select: { id: true, title: true, status: true, opensAt: true, closesAt: true, rules: true } },
  sessions: { select: { id: true, status: true, deadlineAt: true }, orderBy: { attempt: 'desc' } },
} as const;

export function createApplicationRepository({ prisma }: Pick<Database, 'prisma'>) {
  type Row = Awaited<ReturnType<typeof query>>[number];
  const query = (where: { candidateId: string; id?: string; assessment?: { number: number } }) =>
    prisma.application.findMany({ where, select: DETAILS, orderBy: { createdAt: 'desc' } });
  const view = ({ id, organisationId, organisation, assessment, sessions, ...row }: Row): CandidateApplication => ({
    applicationId: id,
    organisationId,
    organisationName: organisation.name,
    assessmentId: assessment.id,
    title: assessment.title,
    status: assessment.status,
    opensAt: assessment.opensAt,
    closesAt: assessment.closesAt,
    rules: completeRules(assessment.rules as Partial<Rules>),
    appliedAt: row.createdAt,
    isShortlisted: row.shortlisted === true,
    accommodation: { language: row.needsLanguageTime, condition: row.needsConditionTime },
    attempts: sessions.filter((session) => session.status === 'completed').length,
    session: sessions[0]
      ? { sessionId: sessions[0].id, status: sessions[0].status, deadlineAt: sessions[0].deadlineAt }
      : null,
  });
  return {
    listForCandidate: async (candidateId: string) => (await query({ candidateId })).map(view),
    /** By the short number older clients know an assessment by. */
    findByNumber: async (candidateId: string, number: number) =>
      (await query({ candidateId, assessment: { number } })).map(view)[0] ?? null,
    findForCandidate: async (candidateId: string, id: string) =>
      (await query({ candidateId, id })).map(view)[0] ?? null,

    /** The candidate's application to the assessment, made when there is none. Returns its id. */
    async findOrCreate(application: {
      id: string;
      organisationId: string;
      assessmentId: string;
      candidateId: string;
    }): Promise<string> {
      const { assessmentId, candidateId } = application;
      const row = await prisma.application.upsert({
        where: { assessmentId_candidateId: { assessmentId, candidateId } },
        create: application,
        update: {},
        select: { id: true },
      });
      return row.id;
    },

    /** Keeps what a candidate declares on starting. */
    async declare(applicationId: string, { language, condition }: Accommodation): Promise<void> {
      await prisma.application.update({
        where: { id: applicationId },
        data: { needsLanguageTime: language, needsConditionTime: condition },
      });
    },

    /** False when the organisation has no such application. */
    async setShortlisted(organisationId: string, id: string, shortlisted: boolean): Promise<boolean> {
      const { count } = await prisma.application.updateMany({ where: { id, organisationId }, data: { shortlisted } });
      return count === 1;
    },

    /** Everyone invited to an assessment, whether they have begun or not. */
    listForAssessment: (organisationId: string, assessmentId: string) =>
      prisma.application.findMany({
        where: { organisationId, assessmentId },
        select: {
          id: true,
          createdAt: true,
          shortlisted: true,
          candidate: { select: { name: true, email: true } },
          invitations: { select: { expiresAt: true, withdrawnAt: true }, orderBy: { createdAt: 'desc' }, take: 1 },
          sessions: { select: { id: true }, orderBy: { attempt: 'desc' }, take: 1 },
        },
        orderBy: { createdAt: 'asc' },
      }),

    async addInvitation(invitation: {
      id: string;
      applicationId: string;
      tokenHash: string;
      expiresAt: Date;
    }): Promise<void> {
      await prisma.$transaction([
        prisma.invitation.updateMany({
          where: { applicationId: invitation.applicationId, withdrawnAt: null },
          data: { withdrawnAt: new Date() },
        }),
        prisma.invitation.create({ data: invitation }),
      ]);
    },

    /** The invitation behind a link, if it still stands. */
    findInvitation: (tokenHash: string, now: Date) =>
      prisma.invitation.findFirst({
        where: { tokenHash, withdrawnAt: null, expiresAt: { gt: now } },
        select: {
          applicationId: true,
          application: {
            select: {
              organisation: { select: { name: true } },
              assessment: { select: { title: true } },
              candidate: {
                select: {
                  id: true,
                  name: true,
                  email: true,
                  passwordHash: true,
                  number: true,
                  tokenVersion: true,
                  removedAt: true,
                  _count: { select: { memberships: true } },
                },
              },
            },
          },
        },
      }),
  };
}
