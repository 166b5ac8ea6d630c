import type { Evidence, VerdictLabel } from '@/core/evaluation/claim';
import type { JudgeState, RunState } from '@/core/evaluation/run';
import { runStatistics } from '@/core/evaluation/run-statistics';
import { summarise } from '@/core/evaluation/run-summary';
import { RUN_EXPORT_FORMAT, RUN_EXPORT_VERSION, RunExport } from '@/protocol/run-export';
import type { StoredRun } from '@/server/repositories/run-repository';

/** A run as it is given out, from its texts and the state its log tells. What the schema does not name is not in it. */
export function runDocument(run: StoredRun, state: RunState, at: Date): RunExport {
  const summary = state.summary ?? summarise(state);
  // Figures are drawn when a run completes; of one that did not, those that need no resampling.
  const figures = summary.figures.length > 0 ? summary.figures : runStatistics(state, { seed: run.id, resamples: 0 });
  const support = new Map(summary.support.map((entry) => [entry.claimId, entry]));
  const failures = new Map(state.unverified.map(({ claimId, failure }) => [claimId, failure.message]));
  const opinions = opinionsByClaim(state.judges);
  return RunExport.parse({
    format: RUN_EXPORT_FORMAT,
    version: RUN_EXPORT_VERSION,
    exportedAt: at.toISOString(),
    run: {
      id: run.id,
      status: state.status,
      createdAt: run.createdAt.toISOString(),
      startedAt: state.startedAt,
      endedAt: state.endedAt,
      rescoredFrom: run.rescoredFrom,
      missing: [...summary.missing],
    },
    texts: { source: run.source, output: run.output, question: run.question, rival: run.rival },
    plan: state.plan,
    claims: state.claims.map((claim, index) => {
      const verdict = state.verdicts[index] ?? null;
      const pooled = support.get(claim.id);
      const failure = failures.get(claim.id) ?? null;
      return {
        ...claim,
        standing: pooled?.label ?? verdict?.label ?? (failure === null ? 'NOT_REACHED' : 'NOT_CHECKED'),
        probability: pooled?.probability ?? verdict?.probability ?? null,
        opinions: opinions.get(claim.id) ?? [],
        verdict: verdict && {
          ...verdict,
          evidence: verdict.evidence.map((span) => ({ ...span, quote: quoteOf(run.source, span) })),
        },
        failure,
      };
    }),
    leftOut: state.leftOut,
    judges: state.judges.map(exportedJudge),
    figures,
    spent: state.spent,
  });
}

type SaidOfClaim = { by: string; label: VerdictLabel; probability: number | null };

function opinionsByClaim(judges: readonly JudgeState[]): Map<string, SaidOfClaim[]> {
  const said = judges.flatMap((entry) =>
    entry.status === 'judged'
      ? entry.judgement.opinions.map(({ claimId, ...opinion }) => ({ claimId, by: entry.judge.name, ...opinion }))
      : [],
  );
  return new Map(
    [...Map.groupBy(said, ({ claimId }) => claimId)].map(([claimId, opinions]) => [
      claimId,
      opinions.map(({ by, label, probability }) => ({ by, label, probability })),
    ]),
  );
}

function exportedJudge(entry: JudgeState): RunExport['judges'][number] {
  const { id, name, kind, provider, version, repeat } = entry.judge;
  const judgement = entry.status === 'judged' ? entry.judgement : null;
  return {
    id,
    name,
    kind,
    provider,
    version,
    repeat: repeat ?? null,
    status: entry.status === 'waiting' || entry.status === 'running' ? 'notReached' : entry.status,
    score: judgement?.score ?? null,
    confidence: judgement?.confidence ?? null,
    rationale: judgement?.rationale ?? null,
    reason: entry.status === 'abstained' ? entry.reason : entry.status === 'failed' ? entry.failure.message : null,
    durationMs: 'durationMs' in entry ? entry.durationMs : null,
    issues: [...(judgement?.issues ?? [])],
    usage: judgement?.usage ?? (entry.status === 'failed' ? entry.failure.usage : null),
  };
}

/** The words of a piece of evidence; those of a document were kept with it. */
function quoteOf(source: string, { start, end, document }: Evidence): string {
  return document ? document.text.slice(start - document.start, end - document.start) : source.slice(start, end);
}
