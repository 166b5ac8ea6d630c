import { v7 as newId } from 'uuid';
import type { Database } from '@/server/db';

export type StoredCollection = {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly createdAt: Date;
};

export type ListedCollection = Omit<StoredCollection, 'organisationId'> & {
  readonly documents: number;
  readonly searchable: number;
  readonly passages: number;
};

export type CollectionRepository = ReturnType<typeof createCollectionRepository>;

const select = { id: true, organisationId: true, name: true, createdAt: true } as const;

/** Collections of documents as an organisation keeps them; the documents are in document-repository.ts. */
export function createCollectionRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  return {
    /** Newest first. */
    async list(organisationId: string): Promise<ListedCollection[]> {
      const { rows } = await pool.query<ListedCollection>({
        name: 'list-collections',
        text: `select c.id, c.name, c.created_at as "createdAt", count(d.id)::int as documents,
                 (count(d.id) filter (where d.generation > 0))::int as searchable, coalesce(sum(d.passages), 0)::int as passages
               from collection c left join document d on d.collection_id = c.id
               where c.organisation_id = $1 group by c.id order by c.created_at desc`,
        values: [organisationId],
      });
      return rows;
    },

    find: (id: string): Promise<StoredCollection | null> => prisma.collection.findUnique({ where: { id }, select }),

    /** Those of these ids the organisation has, in the order asked for. */
    async findAll(organisationId: string, ids: readonly string[]): Promise<StoredCollection[]> {
      const rows = await prisma.collection.findMany({ where: { organisationId, id: { in: [...ids] } }, select });
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },

    async create(collection: Omit<StoredCollection, 'createdAt'> & { readonly createdBy: string }): Promise<void> {
      await prisma.collection.create({ data: collection });
    },

    async rename(id: string, name: string): Promise<void> {
      await prisma.collection.updateMany({ where: { id }, data: { name } });
    },

    /** Removes a collection with all its documents, and says so in the audit log. */
    async remove({ id, organisationId, name }: StoredCollection, actorId: string): Promise<void> {
      const entry = {
        id: newId(),
        organisationId,
        actorId,
        action: 'collection.removed',
        subject: id,
        details: { name },
      };
      await prisma.$transaction([
        prisma.collection.deleteMany({ where: { id } }),
        prisma.auditEntry.create({ data: entry }),
      ]);
    },

    /** Whether a run that is queued or at work searches the collection. A run that waits to be started does not count. */
    async isInUse(organisationId: string, id: string): Promise<boolean> {
      const { rows } = await pool.query({
        name: 'collection-is-in-use',
        text: `select 1 from run where organisation_id = $1 and status in ('queued', 'running') and not held
                 and configuration -> 'collectionIds' ? $2 limit 1`,
        values: [organisationId, id],
      });
      return rows.length > 0;
    },
  };
}
