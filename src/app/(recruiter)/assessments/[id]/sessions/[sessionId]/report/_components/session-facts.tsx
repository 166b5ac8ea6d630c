import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import type { StopReason } from '@/core/assessment/session-event';
import type { HelpGiven } from '@/core/interview/help-given';
import type { LiveSession } from '@/protocol/session';
import { strings } from '../../_strings';

const words = strings.report.facts;

export type SessionFactsProps = {
  session: LiveSession;
  answered: number;
  most: number;
  stopReason: StopReason | null;
  help: HelpGiven;
};

export function SessionFacts({ session, answered, most, stopReason, help }: SessionFactsProps) {
  const { startedAt, completedAt } = session;
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          { term: words.email, value: <span className="break-all">{session.candidateEmail}</span> },
          ...(startedAt ? [{ term: words.started, value: <Instant value={new Date(startedAt)} /> }] : []),
          ...(completedAt ? [{ term: words.completed, value: <Instant value={new Date(completedAt)} /> }] : []),
          ...(startedAt && completedAt
            ? [{ term: words.duration, value: durationWords(Date.parse(completedAt) - Date.parse(startedAt)) }]
            : []),
          { term: words.answered, value: words.ofAtMost(answered, most) },
          { term: words.help, value: words.helpGiven(help.questions, help.hintedPositions) },
          ...(stopReason
            ? [{ term: words.stopped, value: words.stoppedBecause(strings.stopReasons[stopReason]) }]
            : []),
        ]}
      />
    </Card>
  );
}
