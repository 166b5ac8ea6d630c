import type { Exam } from '@/core/assessment/exam';
import type { Item } from '@/core/items/item';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import { skillWeights } from '@/core/skills/skill-graph';
import { contentOf } from '@/server/bank/shipped-bank';
import type { AssessmentDraft } from '@/server/repositories/assessment-repository';
import type { BankRepository } from '@/server/repositories/bank-repository';

export type ExamLibrary = ReturnType<typeof createExamLibrary>;

/** Keeps the latest `capacity` values; the least recently used goes first. */
class Shelf<V> {
  private readonly values = new Map<string, V>();
  constructor(private readonly capacity: number) {}

  async take(key: string, make: () => V): Promise<Awaited<V>> {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.capacity) this.values.delete(this.values.keys().next().value!);
    try {
      return await value;
    } catch (error) {
      this.values.delete(key); // a failed load is not kept
      throw error;
    }
  }
}

/**
 * The exams in memory: one bank per organisation and revision, one engine per assessment, shared by all its sessions.
 * Both are immutable, so there is nothing to invalidate.
 */
export function createExamLibrary(bank: BankRepository) {
  const banks = new Shelf<Promise<Item[]>>(16);
  const exams = new Shelf<Promise<Exam>>(200);

  const build = async (
    organisationId: string,
    revision: number,
    parts: Pick<AssessmentDraft, 'graph' | 'rules'>,
  ): Promise<Exam> => {
    const { graph, rules } = parts;
    const items = await banks.take(`${organisationId}:${revision}`, () => bank.itemsAt(organisationId, revision));
    const { minItems, maxItems } = rules;
    return {
      rules,
      graph,
      weights: skillWeights(graph),
      bankRevision: revision,
      engine: createEngine({ pool: compilePool(items, graph), graph, rules: { minItems, maxItems } }),
      contentOf,
    };
  };

  return {
    /** The exam of a published assessment. */
    ofAssessment: (
      assessment: { id: string; organisationId: string; bankRevision: number | null } & Pick<
        AssessmentDraft,
        'graph' | 'rules'
      >,
    ) =>
      exams.take(assessment.id, async () => {
        const revision = assessment.bankRevision ?? (await bank.currentRevision(assessment.organisationId));
        return build(assessment.organisationId, revision, assessment);
      }),

    /** The exam a draft would become now; not kept. */
    async ofDraft(organisationId: string, draft: Pick<AssessmentDraft, 'graph' | 'rules'>): Promise<Exam> {
      return build(organisationId, await bank.currentRevision(organisationId), draft);
    },
  };
}
