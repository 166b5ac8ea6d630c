import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { BUILT_IN_RUBRICS, type Rubric } from '@/core/evaluation/rubric';
import type { RubricEntry } from '@/protocol/rubric';
import type { Member } from '@/server/policy';
import type { RubricRepository, StoredRubric } from '@/server/repositories/rubric-repository';

type Deps = { readonly rubrics: RubricRepository; readonly now: () => Date };

export const rubricHash = (text: string): string => createHash('sha256').update(text).digest('hex');

const BUILT_IN: readonly StoredRubric[] = BUILT_IN_RUBRICS.map((rubric) => ({
  ...rubric,
  hash: rubricHash(rubric.text),
}));

export type RubricService = ReturnType<typeof createRubricService>;

/** What panels judge by: the product's own rubrics and those an organisation writes. A new wording is a new version. */
export function createRubricService({ rubrics, now }: Deps) {
  const find = async (organisationId: string, id: string): Promise<StoredRubric> => {
    const isOwn = /^[0-9a-f-]{36}$/u.test(id);
    const found = isOwn ? await rubrics.find(organisationId, id) : BUILT_IN.find((rubric) => rubric.id === id);
    if (!found) throw new DomainError('rubric_not_found');
    return found;
  };
  const own = async (member: Member, id: string): Promise<StoredRubric> => {
    if (BUILT_IN.some((rubric) => rubric.id === id)) {
      throw new DomainError(
        'invalid_input',
        'A rubric that comes with the product does not change. Write one of your own.',
      );
    }
    return find(member.organisationId, id);
  };
  const store = async (member: Member, rubric: Rubric): Promise<RubricEntry> => {
    const stored = { ...rubric, hash: rubricHash(rubric.text) };
    if (!(await rubrics.add(member.organisationId, member.userId, stored))) throw new DomainError('conflict');
    return { ...stored, isOwn: true };
  };
  return {
    find,

    /** Those of the product first, then the organisation's by name. */
    async list(member: Member): Promise<RubricEntry[]> {
      const written = await rubrics.list(member.organisationId);
      return [
        ...BUILT_IN.map((rubric) => ({ ...rubric, isOwn: false })),
        ...written.map((rubric) => ({ ...rubric, isOwn: true })),
      ];
    },

    create: (member: Member, { name, text }: Pick<Rubric, 'name' | 'text'>) =>
      store(member, { id: newId(), version: 1, name, text }),

    /** Writes the next version. @throws DomainError `conflict` when `version` is not the newest any more. */
    async update(member: Member, id: string, version: number, { name, text }: Pick<Rubric, 'name' | 'text'>) {
      const before = await own(member, id);
      if (before.version !== version) throw new DomainError('conflict');
      return store(member, { id, version: version + 1, name, text });
    },

    /** Not offered any more; runs judged by it keep it. */
    async retire(member: Member, id: string): Promise<void> {
      const { version } = await own(member, id);
      await rubrics.retire(member.organisationId, id, version, now());
    },
  };
}
