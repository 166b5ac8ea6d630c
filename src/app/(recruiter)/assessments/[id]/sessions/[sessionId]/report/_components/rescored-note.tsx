import { Card } from '@/components/card';
import { Instant } from '@/components/instant';
import type { ObservedEvent } from '@/core/assessment/observed-session';
import type { ReportedScore } from '@/core/assessment/session-report';
import { strings } from '../_strings';

const words = strings.rescoring;

/** Each time the session was scored again: what it was, what it became, and why. */
export function RescoredNote({ events }: { events: readonly ObservedEvent[] }) {
  const rescorings = events.flatMap((event) => (event.type === 'sessionRescored' ? [event] : []));
  if (rescorings.length === 0) return null;
  return (
    <Card title={words.history}>
      <ul className="flex flex-col gap-3">
        {rescorings.map(({ seq, at, payload: { previous, report, excluded, reason } }) => (
          <li key={seq}>
            <p className="figures">
              <Instant value={new Date(at)} />{' '}
              {words.entry(scoreWords(previous.composite), scoreWords(report.composite), excluded.length)}
            </p>
            <p className="text-muted">{reason}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const scoreWords = (score: ReportedScore) =>
  score.value === null ? words.none : `${score.value} (${score.low} to ${score.high})`;
