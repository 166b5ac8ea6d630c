import { mean } from '@/core/statistics/moments';
import type { Claim } from './claim';
import type { ClaimOpinion, FlaggedIssue, Judgement } from './judge';
import type { TextSpan } from './text';

/** What a judge said of one part of the output held against one part of the source. */
export type PartAnswer = Pick<Judgement, 'score' | 'confidence' | 'rationale' | 'issues' | 'opinions'>;

/** All answers on one part of the output, one a part of the source. */
export type PartAnswers = { output: TextSpan; claims: readonly Claim[]; answers: readonly PartAnswer[] };

/**
 * One answer from those on parts. A claim is supported if any part of the source supports it, and refuted only if one contradicts
 * it and none supports it more strongly: a part that is silent says nothing about the others. So where the source was read in
 * parts, a part of the output scores the mean probability of its claims, not the mean of scores that each saw half the evidence.
 * Parts of the output weigh by their length.
 */
export function combineParts(parts: readonly PartAnswers[]): PartAnswer {
  const combined = parts.map(combineSource);
  const lengths = parts.map(({ output }) => output.end - output.start);
  const total = lengths.reduce((a, b) => a + b, 0);
  const count = parts.reduce((sum, { answers }) => sum + answers.length, 0);
  return {
    score: total === 0 ? 0 : combined.reduce((sum, { score }, i) => sum + (score * lengths[i]!) / total, 0),
    confidence: Math.min(...combined.map(({ confidence }) => confidence)),
    rationale:
      count === 1
        ? combined[0]!.rationale
        : combined.map(({ rationale }, i) => `Part ${i + 1} of ${combined.length}: ${rationale}`).join('\n'),
    issues: combined.flatMap(({ issues }) => issues),
    opinions: combined.flatMap(({ opinions }) => opinions),
  };
}

function combineSource({ answers, claims }: PartAnswers): PartAnswer {
  const [first] = answers;
  if (answers.length === 1) return first!;
  const opinions = claims.flatMap((claim): ClaimOpinion[] => {
    const said = answers.flatMap((answer) => answer.opinions.filter(({ claimId }) => claimId === claim.id));
    return said.length === 0 ? [] : [strongest(said)];
  });
  const known = opinions.map(({ probability }) => probability).filter((p) => p !== null);
  const supported = new Set(opinions.filter(({ label }) => label === 'SUPPORTED').map(({ claimId }) => claimId));
  const safe = claims.filter(({ id }) => supported.has(id));
  return {
    score: known.length > 0 ? 100 * mean(known) : mean(answers.map(({ score }) => score)),
    confidence: Math.min(...answers.map(({ confidence }) => confidence)),
    rationale: answers.map(({ rationale }) => rationale).join(' '),
    issues: answers.flatMap(({ issues }) => issues.filter((issue) => !isMistaken(issue, safe))),
    opinions,
  };
}

function strongest(said: readonly ClaimOpinion[]): ClaimOpinion {
  const stated = said.filter((opinion) => opinion.probability !== null);
  const best = (label: ClaimOpinion['label'], isBetter: (a: number, b: number) => boolean) =>
    stated
      .filter((opinion) => opinion.label === label)
      .reduce<ClaimOpinion | null>(
        (top, opinion) => (top === null || isBetter(opinion.probability!, top.probability!) ? opinion : top),
        null,
      );
  const support = best('SUPPORTED', (a, b) => a > b);
  const against = best('REFUTED', (a, b) => a < b);
  if (support && against) return support.probability! >= 1 - against.probability! ? support : against;
  return support ?? against ?? best('NOT_ENOUGH_INFO', (a, b) => a > b) ?? said[0]!;
}

/** Missing here, found elsewhere: what a part of the source did not show about a claim that another part supports. */
function isMistaken({ type, outputSpan }: FlaggedIssue, supported: readonly TextSpan[]): boolean {
  if (type !== 'unsupported_claim' && type !== 'hallucination') return false;
  return outputSpan !== null && supported.some(({ start, end }) => outputSpan.start < end && start < outputSpan.end);
}
