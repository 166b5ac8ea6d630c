import { completeRules, type Rules } from '@/core/assessment/rules';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';

export type AssessmentStatus = 'preparing' | 'draft' | 'scheduled' | 'live' | 'ended';

export type StoredAssessment = {
  readonly id: string;
  readonly organisationId: string;
  readonly number: number;
  readonly title: string;
  readonly jobDescription: string;
  readonly graph: SkillGraph;
  readonly rules: Rules;
  readonly status: AssessmentStatus;
  readonly bankRevision: number | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
};

export type AssessmentDraft = {
  readonly title: string;
  readonly jobDescription: string;
  readonly graph: SkillGraph;
  readonly rules: Rules;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
};

export type AssessmentRepository = ReturnType<typeof createAssessmentRepository>;

const json = (value: unknown) => value as Prisma.InputJsonValue;

export function createAssessmentRepository({ prisma }: Pick<Database, 'prisma'>) {
  const stored = (row: Prisma.AssessmentGetPayload<{ include: { graph: true } }>): StoredAssessment => ({
    id: row.id,
    organisationId: row.organisationId,
    number: row.number,
    title: row.title,
    jobDescription: row.jobDescription,
    graph: row.graph.graph as unknown as SkillGraph,
    rules: completeRules(row.rules as Partial<Rules>),
    status: row.status,
    bankRevision: row.bankRevision,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
  });
  return {
    async create(
      ids: { id: string; graphId: string; organisationId: string; createdBy: string },
      draft: AssessmentDraft,
    ) {
      const { id, graphId, organisationId, createdBy } = ids;
      const { graph, rules, ...rest } = draft;
      const row = await prisma.assessment.create({
        data: {
          id,
          ...rest,
          rules: json(rules),
          status: 'draft',
          createdBy,
          organisation: { connect: { id: organisationId } },
          graph: { create: { id: graphId, organisationId, graph: json(graph) } },
        },
        include: { graph: true },
      });
      return stored(row);
    },

    /** Replaces a draft; an edited graph is a new row. False when the assessment is no longer a draft. */
    async replaceDraft(
      ids: { id: string; graphId: string; organisationId: string },
      draft: AssessmentDraft,
    ): Promise<boolean> {
      const { id, graphId, organisationId } = ids;
      const { graph, rules, ...rest } = draft;
      // Asked first, for the usual refusal; the update below still decides. A graph that loses that race is never read.
      if ((await prisma.assessment.count({ where: { id, organisationId, status: 'draft' } })) === 0) return false;
      const [, updated] = await prisma.$transaction([
        prisma.skillGraph.create({ data: { id: graphId, organisationId, graph: json(graph) } }),
        prisma.assessment.updateMany({
          where: { id, organisationId, status: 'draft' },
          data: { ...rest, rules: json(rules), graphId },
        }),
      ]);
      return updated.count === 1;
    },

    async find(organisationId: string, id: string): Promise<StoredAssessment | null> {
      const row = await prisma.assessment.findFirst({ where: { id, organisationId }, include: { graph: true } });
      return row && stored(row);
    },

    /** Newest first, with how many sessions are in which state. */
    async list(organisationId: string) {
      const rows = await prisma.assessment.findMany({
        where: { organisationId },
        orderBy: { createdAt: 'desc' },
        include: { graph: true, _count: { select: { applications: true } }, sessions: { select: { status: true } } },
      });
      return rows.map(({ _count, sessions, ...row }) => ({
        ...stored(row),
        invited: _count.applications,
        running: sessions.filter((session) => session.status === 'inProgress').length,
        completed: sessions.filter((session) => session.status === 'completed').length,
      }));
    },

    /** Moves an assessment to a state if it is in one of `from`; false when it is not. */
    async move(
      organisationId: string,
      id: string,
      from: readonly AssessmentStatus[],
      to: { status: AssessmentStatus; bankRevision?: number; publishedAt?: Date; endedAt?: Date },
    ): Promise<boolean> {
      const { count } = await prisma.assessment.updateMany({
        where: { id, organisationId, status: { in: [...from] } },
        data: to,
      });
      return count === 1;
    },

    async deleteDraft(organisationId: string, id: string): Promise<boolean> {
      const { count } = await prisma.assessment.deleteMany({ where: { id, organisationId, status: 'draft' } });
      return count === 1;
    },

    /** Opens what is due and ends what is over, by the schedule window. */
    async followSchedule(now: Date): Promise<void> {
      await prisma.assessment.updateMany({
        where: { status: 'scheduled', opensAt: { lte: now }, OR: [{ closesAt: null }, { closesAt: { gt: now } }] },
        data: { status: 'live' },
      });
      await prisma.assessment.updateMany({
        where: { status: { in: ['scheduled', 'live'] }, closesAt: { lte: now } },
        data: { status: 'ended', endedAt: now },
      });
    },
  };
}
