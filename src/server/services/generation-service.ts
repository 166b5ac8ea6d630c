import { DomainError } from '@/core/errors';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { Member } from '@/server/policy';
import type { BankTaskPlan } from '@/server/repositories/bank-task-repository';
import type { BankTaskService } from './bank-task-service';

type Deps = { readonly tasks: BankTaskService; readonly modelName: string | null };
type Wish = Omit<Extract<BankTaskPlan, { kind: 'generation' }>, 'kind'>;

/** Items written by a model, on an author's wish. */
export function createGenerationService({ tasks, modelName }: Deps) {
  return {
    /** The configured model's name, null without one, and what was asked of it before. */
    async overview(member: Member) {
      return { modelName, earlier: await tasks.listGenerations(member) };
    },

    /** Queues the writing. @throws DomainError `no_model_configured`; `invalid_input` for an unknown skill. */
    async start(member: Member, wish: Wish): Promise<{ taskId: string }> {
      if (modelName === null) throw new DomainError('no_model_configured');
      if (!TAXONOMY.skills.some(({ id, assessable }) => assessable && id === wish.skillId)) {
        throw new DomainError('invalid_input', `The bank knows no skill "${wish.skillId}".`);
      }
      const plan = { kind: 'generation', ...wish } as const;
      return { taskId: await tasks.queue(member.organisationId, member.userId, plan) };
    },
  };
}
