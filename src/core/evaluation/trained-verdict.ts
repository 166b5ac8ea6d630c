import type { Claim, ClaimVerdict, ReasonCode } from './claim';
import { verdictFrom } from './claim-verdict';
import { CLASH_COVERAGE, type Comparison, type Finding } from './comparison';
import { coverageBy } from './coverage';
import type { MeaningIndex } from './features-meaning';
import type { Clash } from './features-polarity';
import type { Token } from './reading';
import type { SourceIndex } from './source-index';
import { type WeighedClaim, weighClaim } from './trained-features';
import { doubtOf, type TrainedModel, trainedSupport } from './trained-model';

/** The verdict of the trained model on one claim, with the same evidence and reasons as the hand rule and two of its own. */
export function verdictByModel(
  claim: Claim & { tokens: readonly Token[] },
  comparison: Comparison,
  source: SourceIndex,
  meaning: MeaningIndex,
  model: TrainedModel,
): ClaimVerdict {
  const weighed = weighClaim(claim.tokens, comparison, source, meaning);
  const support = trainedSupport(doubtOf(weighed.features, model), model);
  const share = Math.round(100 * (1 - weighed.features.unlikeSource));
  return verdictFrom(claim, comparison, source, support, {
    findings: furtherFindings(claim.tokens, weighed, comparison, source),
    uncovered: weighed.unlikeWords,
    summary: `${share} % of its content is in the source, counting words of like meaning`,
  });
}

/** What the comparison has not named already. It is a contradiction only where the sentence speaks of the same thing otherwise. */
function furtherFindings(
  tokens: readonly Token[],
  { negation, opposite }: WeighedClaim,
  { coverage, polarity }: Comparison,
  source: SourceIndex,
): Finding[] {
  const finding = (clash: Clash, code: Extract<ReasonCode, 'negation' | 'antonym'>): Finding => {
    const { claimed, stated, sentence } = clash;
    const isAligned = coverage.aligned.some((aligned) => aligned.sentence === sentence);
    const isContradiction = isAligned && coverageBy(sentence, tokens, source, [claimed]) >= CLASH_COVERAGE[code];
    const message =
      code === 'negation'
        ? `The output negates “${claimed.text}”, the source does not.`
        : `The output says “${claimed.text}”, the source says “${stated.text}”.`;
    const subject = { start: claimed.start, end: claimed.end, text: claimed.text };
    const [outputSpan, sourceSpan] = [claimed, stated].map(({ start, end }) => ({ start, end }));
    return {
      subject,
      outcome: isContradiction ? 'clashing' : 'missing',
      sentence,
      reason: { code, message, outputSpan: outputSpan!, sourceSpan: sourceSpan!, isContradiction },
    };
  };
  const isNamed = (code: ReasonCode) => polarity.some(({ reason }) => reason?.code === code);
  return [
    ...(negation && !isNamed('negation') ? [finding(negation, 'negation')] : []),
    ...(opposite && !isNamed('antonym') ? [finding(opposite, 'antonym')] : []),
  ];
}
