import type { GateId, GateOutcome, GateResult, GateResults, GateSummary } from '@/core/items/gates/gate';
import type { Database } from '@/server/db';
import type { ItemCursor } from './item-rows';

export type StoredGate = GateOutcome & { readonly at: Date; readonly decidedBy: string | null };

export type SavedGates = ItemCursor & {
  readonly outcomes: readonly GateOutcome[];
  readonly outcome?: GateSummary;
  readonly decidedBy?: string;
};

export type ItemGateRepository = ReturnType<typeof createItemGateRepository>;

export const resultsOf = (gates: readonly { gate: GateId; result: GateResult }[]): GateResults =>
  Object.fromEntries(gates.map(({ gate, result }) => [gate, result]));

/** What every check of an item version found. */
export function createItemGateRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  return {
    async gatesOf(organisationId: string, { id, version }: ItemCursor): Promise<StoredGate[]> {
      const rows = await prisma.itemGate.findMany({ where: { organisationId, itemId: id, version } });
      return rows.map((row) => ({
        gate: row.gate as GateId,
        result: row.result as GateResult,
        summary: row.summary,
        evidence: row.evidence as unknown as GateOutcome['evidence'],
        at: row.at,
        decidedBy: row.decidedBy,
      }));
    },

    /** Stores results in place of earlier ones of the same gates. `outcome` is what the list then shows for the version. */
    async saveGates(organisationId: string, results: readonly SavedGates[], at: Date): Promise<void> {
      if (results.length === 0) return;
      const gates = results.flatMap(({ id, version, outcomes, decidedBy }) =>
        outcomes.map((outcome) => ({ ...outcome, itemId: id, version, decidedBy: decidedBy ?? null })),
      );
      const outcomes = results.flatMap(({ id, version, outcome }) => (outcome ? [{ id, version, outcome }] : []));
      await pool.query(
        `with saved as (
           insert into item_gate (organisation_id, item_id, version, gate, result, summary, evidence, decided_by, at)
           select $1::uuid, g."itemId", g.version, g.gate, g.result, g.summary, g.evidence, g."decidedBy", $4
           from jsonb_to_recordset($2::jsonb) as g ("itemId" text, version int, gate text, result text, summary text,
                                                    evidence jsonb, "decidedBy" uuid)
           on conflict (organisation_id, item_id, version, gate) do update
             set result = excluded.result, summary = excluded.summary, evidence = excluded.evidence,
                 decided_by = excluded.decided_by, at = excluded.at)
         update item set gate_outcome = o.outcome
         from jsonb_to_recordset($3::jsonb) as o (id text, version int, outcome text)
         where item.organisation_id = $1::uuid and item.id = o.id and item.version = o.version`,
        [organisationId, JSON.stringify(gates), JSON.stringify(outcomes), at],
      );
    },

    /** How many latest, not retired versions got which result at which gate. */
    async countGates(organisationId: string) {
      const { rows } = await pool.query<{ gate: GateId; result: GateResult; count: number }>(
        `select g.gate, g.result, count(*)::int as count from item_gate g
         join item i on i.organisation_id = g.organisation_id and i.id = g.item_id and i.version = g.version
         where g.organisation_id = $1 and i.is_latest and i.status <> 'retired' group by g.gate, g.result`,
        [organisationId],
      );
      const total = await prisma.item.count({ where: { organisationId, isLatest: true, status: { not: 'retired' } } });
      return { rows, total };
    },
  };
}
