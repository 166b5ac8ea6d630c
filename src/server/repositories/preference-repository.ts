import type { Preferences } from '@/protocol/rest-evaluation';
import type { Database } from '@/server/db';

export type PreferenceRepository = ReturnType<typeof createPreferenceRepository>;

export function createPreferenceRepository({ prisma }: Database) {
  return {
    async find(userId: string): Promise<Preferences | null> {
      const row = await prisma.userPreference.findUnique({ where: { userId } });
      return (
        row && {
          default_judge_models: row.judgeModels,
          default_retrieval_enabled: row.retrievalEnabled,
          default_aggregation_strategy: row.aggregationStrategy as Preferences['default_aggregation_strategy'],
          default_chat_model: row.chatModel,
          theme: row.theme as Preferences['theme'],
          notifications_enabled: row.notifications,
        }
      );
    },
    async changedAt(userId: string): Promise<Date | null> {
      const row = await prisma.userPreference.findUnique({ where: { userId }, select: { updatedAt: true } });
      return row?.updatedAt ?? null;
    },
    async save(userId: string, wanted: Preferences, updatedAt: Date): Promise<void> {
      const row = {
        judgeModels: wanted.default_judge_models,
        retrievalEnabled: wanted.default_retrieval_enabled,
        aggregationStrategy: wanted.default_aggregation_strategy,
        chatModel: wanted.default_chat_model,
        theme: wanted.theme,
        notifications: wanted.notifications_enabled,
        updatedAt,
      };
      await prisma.userPreference.upsert({ where: { userId }, create: { userId, ...row }, update: row });
    },
    async remove(userId: string): Promise<void> {
      await prisma.userPreference.deleteMany({ where: { userId } });
    },
  };
}
