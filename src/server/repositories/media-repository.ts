import type { Database } from '@/server/db';

/** What is known of a file besides its bytes. Sizes in bytes and pixels. */
export type StoredMedia = {
  readonly id: string;
  readonly organisationId: string;
  readonly sha256: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
};

export type MediaRepository = ReturnType<typeof createMediaRepository>;

const FACTS = {
  id: true,
  organisationId: true,
  sha256: true,
  type: true,
  size: true,
  width: true,
  height: true,
} as const;

/** Where in an item's content files are named: any `mediaId`, however deep. */
const NAMES_IT = `jsonb_path_exists(i.content, '$.**.mediaId ? (@ == $id)', jsonb_build_object('id', $1::text))`;

export function createMediaRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  return {
    find: (id: string): Promise<StoredMedia | null> => prisma.media.findUnique({ where: { id }, select: FACTS }),

    findByContent: (organisationId: string, sha256: string): Promise<StoredMedia | null> =>
      prisma.media.findUnique({ where: { organisationId_sha256: { organisationId, sha256 } }, select: FACTS }),

    /** False when the organisation has a file of this content already. */
    async add(media: StoredMedia & { readonly createdBy: string }): Promise<boolean> {
      const { count } = await prisma.media.createMany({ data: [media], skipDuplicates: true });
      return count === 1;
    },

    async remove(id: string): Promise<void> {
      await prisma.media.deleteMany({ where: { id } });
    },

    /** Whether any version of an item of the organisation names the file. */
    async isUsed(organisationId: string, id: string): Promise<boolean> {
      const { rows } = await pool.query({
        name: 'media-is-used',
        text: `select 1 from item i where i.organisation_id = $2 and ${NAMES_IT} limit 1`,
        values: [id, organisationId],
      });
      return rows.length > 0;
    },

    /**
     * Whether an item that names the file was presented in a session of this candidate. Walks the candidate's own
     * presentations by index (at most a hundred a session), never the bank.
     */
    async isPresentedTo(candidateId: string, { id, organisationId }: StoredMedia): Promise<boolean> {
      const { rows } = await pool.query({
        name: 'media-is-presented',
        text: `
          select 1
          from session s
          join presentation p on p.session_id = s.id
          join item i on i.organisation_id = s.organisation_id and i.id = p.item_id and i.version = p.item_version
          where s.candidate_id = $2 and s.organisation_id = $3 and i.content is not null and ${NAMES_IT}
          limit 1`,
        values: [id, candidateId, organisationId],
      });
      return rows.length > 0;
    },
  };
}
