import type { AnswerCache } from '@/core/evaluation/run-calls';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';

export type AnswerRepository = ReturnType<typeof createAnswerRepository>;

/** Answers of models, kept for later runs of the same organisation. */
export function createAnswerRepository({ prisma }: Database) {
  return {
    cacheOf: (organisationId: string): AnswerCache => ({
      async get(key) {
        const row = await prisma.modelAnswer.findUnique({
          where: { key },
          select: { answer: true, organisationId: true },
        });
        return row?.organisationId === organisationId ? row.answer : null;
      },
      async put(key, answer) {
        const data = [{ key, organisationId, answer: answer as Prisma.InputJsonValue }];
        await prisma.modelAnswer.createMany({ data, skipDuplicates: true });
      },
    }),

    async forgetBefore(instant: Date): Promise<void> {
      await prisma.modelAnswer.deleteMany({ where: { createdAt: { lt: instant } } });
    },
  };
}
