import { GATE_IDS } from '@/core/items/gates/gate';
import { FunnelOutput } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** How many items stand where, gate by gate. */
export const getFunnel = memberProcedure('items:write')
  .output(FunnelOutput)
  .query(async ({ ctx }) => {
    const { rows, total } = await ctx.services.items.countGates(ctx.member);
    const count = (gate: string, result: string) =>
      rows.find((row) => row.gate === gate && row.result === result)?.count ?? 0;
    const gates = GATE_IDS.map((gate) => {
      const [passed, failed] = [count(gate, 'passed'), count(gate, 'failed')];
      const notApplicable = count(gate, 'notApplicable');
      return { gate, passed, failed, notApplicable, notRun: total - passed - failed - notApplicable };
    });
    return { total, gates };
  });
