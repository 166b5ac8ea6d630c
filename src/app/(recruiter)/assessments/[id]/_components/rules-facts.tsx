import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { formatPercent } from '@/components/format-number';
import { Instant } from '@/components/instant';
import type { AssessmentOutput } from '@/protocol/assessment';
import { strings as draft } from '../../_draft/_strings';
import { strings } from '../../_strings';

const words = strings.rules;
const choices = draft.measurement;

/** The cut scores in one line: overall first, then skill by skill. */
function cutWords({ rules: { cutScores }, graph }: AssessmentOutput): string {
  const skills = graph.nodes.flatMap(({ skillId, name }) => {
    const cut = cutScores.skills[skillId];
    return cut === undefined ? [] : [words.cutOf(name, cut)];
  });
  const all = cutScores.composite === null ? skills : [words.cutOf(words.overall, cutScores.composite), ...skills];
  return all.length > 0 ? all.join(', ') : words.noCuts;
}

/** How an adaptive session chooses; a plain one has none of these. */
function choiceFacts({ ruleSet, criterion, randomisation, pilotShare }: AssessmentOutput['rules']) {
  if (ruleSet === 'plain') return [];
  return [
    { term: words.criterion, value: choices.criteria[criterion].label },
    { term: words.randomisation, value: choices.randomisations[randomisation].label },
    { term: words.pilot, value: pilotShare === 0 ? words.none : words.pilotShare(formatPercent(pilotShare)) },
  ];
}

function conductFacts(rules: AssessmentOutput['rules']) {
  const { itemTimeLimitMs, idleLimitMs, outageCreditMs, maxPauses, maxPauseMs, maxAttempts, applyUntil } = rules;
  return [
    { term: words.itemTime, value: itemTimeLimitMs === null ? words.none : durationWords(itemTimeLimitMs) },
    { term: words.pauses, value: maxPauses === 0 ? words.none : words.pausesOf(maxPauses, durationWords(maxPauseMs)) },
    { term: words.review, value: rules.allowsReview ? words.reviewAllowed : words.none },
    { term: words.outage, value: outageCreditMs === 0 ? words.none : words.upTo(durationWords(outageCreditMs)) },
    { term: words.idle, value: idleLimitMs === null ? words.none : durationWords(idleLimitMs) },
    { term: words.attempts, value: String(maxAttempts) },
    ...(applyUntil ? [{ term: words.applyUntil, value: <Instant value={new Date(applyUntil)} /> }] : []),
    ...(rules.onlyShortlisted ? [{ term: words.shortlist, value: words.shortlistOnly }] : []),
  ];
}

export function RulesFacts({ assessment }: { assessment: AssessmentOutput }) {
  const { rules, opensAt, closesAt, createdAt, publishedAt } = assessment;
  const instant = (text: string | null, absent: string) => (text ? <Instant value={new Date(text)} /> : absent);
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          { term: words.timeLimit, value: durationWords(rules.timeLimitMs) },
          { term: words.items, value: words.itemRange(rules.minItems, rules.maxItems) },
          { term: words.ruleSet, value: words.ruleSets[rules.ruleSet] },
          ...choiceFacts(rules),
          {
            term: words.exposure,
            value: rules.exposureCap === null ? words.noLimit : words.atMost(formatPercent(rules.exposureCap)),
          },
          { term: words.cuts, value: cutWords(assessment) },
          { term: words.feedback, value: words.feedbackModes[rules.feedbackMode] },
          ...conductFacts(rules),
          { term: words.opens, value: instant(opensAt, words.atOnce) },
          { term: words.closes, value: instant(closesAt, words.byHand) },
          { term: words.created, value: <Instant value={new Date(createdAt)} /> },
          ...(publishedAt ? [{ term: words.published, value: <Instant value={new Date(publishedAt)} /> }] : []),
        ]}
      />
    </Card>
  );
}
