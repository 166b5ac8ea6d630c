import type { Accommodation } from '@/core/assessment/accommodation';
import { completeRules, type Rules } from '@/core/assessment/rules';
import type { Database } from '@/server/db';
import type { Login } from '@/server/policy';
import { shareStatements } from './shared-statement';

/** A candidate's place in an assessment, with what their portal shows of it. */
export type CandidateApplication = {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly assessmentId: string;
  /** What the older clients know the assessment by. */
  readonly number: number;
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

/** Which of a candidate's applications: all of them, the one with this id, or the one to the assessment of this number. */
/** Whose applications, and within which organisation when the login reaches no further. */
type Reach = Pick<Login, 'userId' | 'within'>;
type Wanted = { readonly login: Reach; readonly id?: string; readonly number?: number };

type Row = Omit<CandidateApplication, 'isShortlisted' | 'accommodation' | 'session'> & {
  readonly place: number;
  readonly shortlisted: boolean | null;
  readonly needsLanguageTime: boolean;
  readonly needsConditionTime: boolean;
  readonly sessionId: string | null;
  readonly sessionStatus: 'created' | 'inProgress' | 'completed';
  readonly deadlineAt: Date | null;
};

const CANDIDATE_APPLICATIONS = `
  select asked.place::int, a.id as "applicationId", a.organisation_id as "organisationId",
         o.name as "organisationName", t.id as "assessmentId", t.number, t.title, t.status, t.opens_at as "opensAt",
         t.closes_at as "closesAt", t.rules, a.created_at as "appliedAt", a.shortlisted,
         a.needs_language_time as "needsLanguageTime", a.needs_condition_time as "needsConditionTime",
         (select count(*)::int from session s where s.application_id = a.id and s.status = 'completed') as attempts,
         latest.id as "sessionId", latest.status as "sessionStatus", latest.deadline_at as "deadlineAt"
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[]) with ordinality as asked (candidate_id, id, number, within, place)
  join application a on a.candidate_id = asked.candidate_id and (asked.id is null or a.id = asked.id)
                    and (asked.within is null or a.organisation_id = asked.within)
  join assessment t on t.id = a.assessment_id and (asked.number is null or t.number = asked.number)
  join organisation o on o.id = a.organisation_id
  left join lateral (
    select id, status, deadline_at from session s where s.application_id = a.id order by attempt desc limit 1
  ) latest on true
  order by asked.place, a.created_at desc`;

export function createApplicationRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  const view = (row: Row): CandidateApplication => ({
    applicationId: row.applicationId,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    assessmentId: row.assessmentId,
    number: row.number,
    title: row.title,
    status: row.status,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    rules: completeRules(row.rules),
    appliedAt: row.appliedAt,
    isShortlisted: row.shortlisted === true,
    accommodation: { language: row.needsLanguageTime, condition: row.needsConditionTime },
    attempts: row.attempts,
    session: row.sessionId ? { sessionId: row.sessionId, status: row.sessionStatus, deadlineAt: row.deadlineAt } : null,
  });
  const find = shareStatements<Wanted, CandidateApplication[]>(async (wanted) => {
    const { rows } = await pool.query<Row>({
      name: 'candidate-applications',
      text: CANDIDATE_APPLICATIONS,
      values: [
        wanted.map(({ login }) => login.userId),
        wanted.map(({ id }) => id ?? null),
        wanted.map(({ number }) => number ?? null),
        wanted.map(({ login }) => login.within),
      ],
    });
    const found = wanted.map((): CandidateApplication[] => []);
    for (const row of rows) found[row.place - 1]!.push(view(row));
    return found;
  });
  return {
    listForCandidate: (login: Reach) => find({ login }),
    /** By the short number older clients know an assessment by. */
    findByNumber: async (login: Reach, number: number) => (await find({ login, number }))[0] ?? null,
    findForCandidate: async (login: Reach, id: string) => (await find({ login, id }))[0] ?? null,

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
              organisationId: true,
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
