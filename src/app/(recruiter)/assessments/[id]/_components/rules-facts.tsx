import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import type { AssessmentOutput } from '@/protocol/assessment';
import { strings } from '../../_strings';

const words = strings.rules;

export function RulesFacts({ assessment }: { assessment: AssessmentOutput }) {
  const { rules, opensAt, closesAt, createdAt, publishedAt } = assessment;
  const instant = (text: string | null, absent: string) => (text ? <Instant value={new Date(text)} /> : absent);
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          { term: words.timeLimit, value: durationWords(rules.timeLimitMs) },
          { term: words.items, value: words.itemRange(rules.minItems, rules.maxItems) },
          { term: words.feedback, value: words.feedbackModes[rules.feedbackMode] },
          { term: words.opens, value: instant(opensAt, words.atOnce) },
          { term: words.closes, value: instant(closesAt, words.byHand) },
          { term: words.created, value: <Instant value={new Date(createdAt)} /> },
          ...(publishedAt ? [{ term: words.published, value: <Instant value={new Date(publishedAt)} /> }] : []),
        ]}
      />
    </Card>
  );
}
