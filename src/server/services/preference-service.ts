import type { Preferences } from '@/protocol/rest-evaluation';
import type { PreferenceRepository } from '@/server/repositories/preference-repository';

type Deps = { readonly preferences: PreferenceRepository; readonly now: () => Date };

/** For who has said nothing: the whole panel, the mean, the model that is configured. */
export const DEFAULT_PREFERENCES: Preferences = {
  default_judge_models: [],
  default_retrieval_enabled: true,
  default_aggregation_strategy: 'mean',
  default_chat_model: null,
  theme: 'system',
  notifications_enabled: true,
};

/** How a person wants evaluations and chats begun when nothing else is said. */
export function createPreferenceService({ preferences, now }: Deps) {
  const get = async (userId: string): Promise<Preferences> => (await preferences.find(userId)) ?? DEFAULT_PREFERENCES;
  return {
    get,
    /** When something was last chosen; null when nothing was. */
    changedAt: (userId: string) => preferences.changedAt(userId),
    async change(userId: string, changes: Partial<Preferences>): Promise<Preferences> {
      const wanted = { ...(await get(userId)), ...changes };
      await preferences.save(userId, wanted, now());
      return wanted;
    },
    async reset(userId: string): Promise<Preferences> {
      await preferences.remove(userId);
      return DEFAULT_PREFERENCES;
    },
  };
}
