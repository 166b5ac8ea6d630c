import type { Tone } from '@/components/tone';
import type { Claim, ClaimVerdict, VerdictLabel } from '@/core/evaluation/claim';
import type { JudgeFailure } from '@/core/evaluation/judge';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { PlannedJudge } from '@/core/evaluation/run-event';
import type { ClaimSupport } from '@/core/evaluation/run-summary';
import type { TextSpan } from '@/core/evaluation/text';

/** Where a claim stands: its final label, or why it has none. */
export type Standing = VerdictLabel | 'unverified' | 'pending' | 'unreached';

export type Opinion = { judge: PlannedJudge; label: VerdictLabel; probability: number | null };

/** A claim with all that the run says of it so far. */
export type ClaimView = {
  claim: Claim;
  standing: Standing;
  verdict: ClaimVerdict | null;
  support: ClaimSupport | null;
  failure: JudgeFailure | null;
  opinions: readonly Opinion[];
};

export const STANDING_TONE = {
  SUPPORTED: 'positive',
  REFUTED: 'negative',
  NOT_ENOUGH_INFO: 'unknown',
  unverified: 'caution',
  pending: 'neutral',
  unreached: 'neutral',
} as const satisfies Record<Standing, Tone>;

export const isProblem = ({ standing }: ClaimView): boolean => standing === 'REFUTED' || standing === 'NOT_ENOUGH_INFO';

/** The verifier and the judges that looked at it do not all give it the same label. */
export function isDisputed({ verdict, opinions }: ClaimView): boolean {
  return verdict !== null && opinions.some(({ label }) => label !== verdict.label);
}

/**
 * In the order of the text. The pooled label, when there is one, is the claim's; before that the verifier's own.
 * @param known what was shown before: a claim of which nothing new is said keeps its object, and with none changed so does the list.
 */
export function claimViews(state: RunState, known: readonly ClaimView[] = []): readonly ClaimView[] {
  const support = new Map(state.summary?.support.map((entry) => [entry.claimId, entry]));
  const failures = new Map(state.unverified.map(({ claimId, failure }) => [claimId, failure]));
  const opinions = new Map<string, Opinion[]>();
  for (const entry of state.judges) {
    if (entry.status !== 'judged') continue;
    for (const { claimId, label, probability } of entry.judgement.opinions) {
      const known = opinions.get(claimId) ?? [];
      known.push({ judge: entry.judge, label, probability });
      opinions.set(claimId, known);
    }
  }
  const open = hasEnded(state) ? 'unreached' : 'pending';
  const views = state.claims.map((claim, index): ClaimView => {
    const verdict = state.verdicts[index] ?? null;
    const pooled = support.get(claim.id) ?? null;
    const failure = failures.get(claim.id) ?? null;
    const standing: Standing = pooled?.label ?? verdict?.label ?? (failure ? 'unverified' : open);
    const view: ClaimView = {
      claim,
      standing,
      verdict,
      support: pooled,
      failure,
      opinions: opinions.get(claim.id) ?? [],
    };
    const before = known[index];
    return before && isSame(before, view) ? before : view;
  });
  return views.length === known.length && views.every((view, index) => view === known[index]) ? known : views;
}

function isSame(a: ClaimView, b: ClaimView): boolean {
  return (
    a.claim === b.claim &&
    a.standing === b.standing &&
    a.verdict === b.verdict &&
    a.failure === b.failure &&
    isSameSupport(a.support, b.support) &&
    a.opinions.length === b.opinions.length &&
    a.opinions.every(({ judge, label, probability }, i) => {
      const other = b.opinions[i]!;
      return judge === other.judge && label === other.label && probability === other.probability;
    })
  );
}

/** Each summary says it all again, mostly the same. */
function isSameSupport(a: ClaimSupport | null, b: ClaimSupport | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.probability === b.probability &&
    a.pooled === b.pooled &&
    a.label === b.label &&
    a.opinions === b.opinions &&
    a.conformal === b.conformal
  );
}

/** The same claims, whatever is said of them: all that somebody needs who only points at claims. */
export function hasSameClaims(a: readonly ClaimView[], b: readonly ClaimView[]): boolean {
  return a === b || (a.length === b.length && a.every(({ claim }, index) => claim === b[index]!.claim));
}

export type Tally = Readonly<Record<Standing, number>>;

export function tallyOf(views: readonly ClaimView[]): Tally {
  const tally = { SUPPORTED: 0, REFUTED: 0, NOT_ENOUGH_INFO: 0, unverified: 0, pending: 0, unreached: 0 };
  for (const { standing } of views) tally[standing] += 1;
  return tally;
}

/** The claim in which a place of the output lies: of several, the first that holds its beginning. */
export function claimAt(views: readonly ClaimView[], span: TextSpan | null): ClaimView | undefined {
  return span ? views.find(({ claim }) => claim.start <= span.start && span.start < claim.end) : undefined;
}
