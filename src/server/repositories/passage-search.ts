import { B, K1 } from '@/core/evaluation/bm25';
import type { DocumentPassage } from '@/core/evaluation/document-passage';
import type { Database } from '@/server/db';

export type PassageSearch = ReturnType<typeof createPassageSearch>;

/**
 * BM25 over collections, computed where the postings are: the process with the sockets only waits. The formula is that of
 * `core/evaluation/bm25.ts`; collections searched together are one body of text, with one rarity of a term.
 */
export function createPassageSearch({ pool }: Pick<Database, 'pool'>) {
  return {
    /**
     * @param terms as `termsOf` gives them; repeats count once.
     * @returns the `limit` best, best first, ties in order of document and place.
     */
    async search(
      organisationId: string,
      collectionIds: readonly string[],
      terms: readonly string[],
      limit: number,
    ): Promise<DocumentPassage[]> {
      if (terms.length === 0 || collectionIds.length === 0) return [];
      const { rows } = await pool.query<DocumentPassage>({
        name: 'search-passages',
        text: `
          with live as materialized (
            select id, name, generation, passages, terms from document
            where organisation_id = $1 and collection_id = any($2) and generation > 0),
          body as materialized (select sum(passages)::float8 as n, sum(terms)::float8 / nullif(sum(passages), 0) as mean from live),
          hit as materialized (
            select p.term, p.document_id, u.ordinal, u.frequency::float8 as f, u.length::float8 as length
            from posting p
            join live on live.id = p.document_id and live.generation = p.generation,
            unnest(p.ordinals, p.frequencies, p.lengths) as u (ordinal, frequency, length)
            where p.collection_id = any($2) and p.term = any($3)),
          rarity as (
            select term, ln(1 + (body.n - count(*) + 0.5) / (count(*) + 0.5)) as weight from hit, body group by term, body.n),
          best as (
            select document_id, ordinal,
              sum(weight * f * ($4::float8 + 1) / (f + $4::float8 * (1 - $5::float8 + $5::float8 * length / body.mean))) as score
            from hit join rarity using (term), body
            group by document_id, ordinal order by score desc, document_id, ordinal limit $6)
          select best.document_id as "documentId", live.name, best.ordinal, passage.start, passage."end", passage.text, best.score
          from best
          join live on live.id = best.document_id
          join passage on passage.document_id = best.document_id and passage.generation = live.generation
            and passage.ordinal = best.ordinal
          order by best.score desc, best.document_id, best.ordinal`,
        values: [organisationId, collectionIds, [...new Set(terms)], K1, B, limit],
      });
      return rows;
    },
  };
}
