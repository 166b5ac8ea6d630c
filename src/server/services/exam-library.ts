import type { Exam } from '@/core/assessment/exam';
import { examEngine } from '@/core/assessment/exam-engine';
import { pilotSlots } from '@/core/assessment/pilot';
import { isDomainError } from '@/core/errors';
import { compilePool } from '@/core/psychometrics/item-pool';
import { skillWeights } from '@/core/skills/skill-graph';
import { contentOf } from '@/server/bank/shipped-bank';
import type { AssessmentDraft } from '@/server/repositories/assessment-repository';
import type { BankItems, BankRepository } from '@/server/repositories/bank-repository';
import { Shelf } from './shelf';

type PublishedParts = Pick<AssessmentDraft, 'graph' | 'rules'> & {
  readonly id: string;
  readonly organisationId: string;
  readonly bankRevision: number | null;
};

export type ExamLibrary = ReturnType<typeof createExamLibrary>;

/**
 * The exams in memory: one bank per organisation and revision, one engine per assessment and revision, shared by sessions.
 * Both are immutable, so there is nothing to invalidate.
 */
export function createExamLibrary(bank: BankRepository) {
  const banks = new Shelf<Promise<BankItems>>(16);
  const exams = new Shelf<Promise<Exam>>(200);

  const build = async (
    organisationId: string,
    revision: number,
    parts: Pick<AssessmentDraft, 'graph' | 'rules'>,
  ): Promise<Exam> => {
    const { graph, rules } = parts;
    const { operational, pilot } = await banks.take(`${organisationId}:${revision}`, () =>
      bank.itemsAt(organisationId, revision),
    );
    const ofGraph = pilot.filter(({ skillId }) => graph.nodes.some((node) => node.skillId === skillId));
    const slots = pilotSlots(rules.maxItems, rules.pilotShare, ofGraph.length);
    return {
      rules,
      graph,
      weights: skillWeights(graph),
      bankRevision: revision,
      engine: examEngine(rules, graph, compilePool(operational, graph), slots),
      pilots: { items: ofGraph, slots },
      contentOf,
    };
  };

  return {
    /** The exam of a published assessment over one bank revision: the one a session pinned. */
    ofAssessment: (assessment: PublishedParts, revision: number) =>
      exams.take(`${assessment.id}:${revision}`, () => build(assessment.organisationId, revision, assessment)),

    /**
     * The exam a session of the assessment starts with now: over the newest revision, or, where that can no longer serve
     * the rules (items in quarantine), the one the assessment was published with.
     */
    async ofNewSession(assessment: PublishedParts): Promise<Exam> {
      const newest = await bank.currentRevision(assessment.organisationId);
      const exam = await this.ofAssessment(assessment, newest);
      if (assessment.bankRevision === null || assessment.bankRevision === newest) return exam;
      try {
        exam.engine.assertServable();
        return exam;
      } catch (error) {
        if (isDomainError(error)) return this.ofAssessment(assessment, assessment.bankRevision);
        throw error;
      }
    },

    /** The exam a draft would become now; not kept. */
    async ofDraft(organisationId: string, draft: Pick<AssessmentDraft, 'graph' | 'rules'>): Promise<Exam> {
      return build(organisationId, await bank.currentRevision(organisationId), draft);
    },
  };
}
