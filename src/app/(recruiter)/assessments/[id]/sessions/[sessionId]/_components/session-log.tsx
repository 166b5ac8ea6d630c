import { Card } from '@/components/card';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ObservedEvent, ObservedSession } from '@/core/assessment/observed-session';
import { strings } from '../_strings';

const words = strings.live;

type Of<T extends ObservedEvent['type']> = Extract<ObservedEvent, { type: T }>;

/** Every event as a line with its time, the newest on top. */
export function SessionLog({ session }: { session: ObservedSession }) {
  const { events } = session;
  const day = events[0]?.at;
  return (
    <Card
      title={words.log}
      description={words.logHint}
      aside={day && <Instant value={new Date(day)} format="day" />}
      padding="flush"
    >
      {events.length === 0 ? (
        <p className="px-4 pb-5 text-muted sm:px-6">{words.noEvents}</p>
      ) : (
        <ol reversed aria-label={words.logLabel} className="divide-y border-t">
          {events.toReversed().map((event) => (
            <li key={event.seq} className="flex gap-4 px-4 py-3 sm:px-6">
              <span className="shrink-0 text-muted">
                <Instant value={new Date(event.at)} format="clock" />
              </span>
              <div className="min-w-0 flex-1">
                <Line event={event} session={session} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Line({ event, session }: { event: ObservedEvent; session: ObservedSession }) {
  switch (event.type) {
    case 'sessionStarted': {
      const limitMs = Date.parse(event.payload.deadlineAt) - Date.parse(event.at);
      return (
        <p>{words.events.started(durationWords(Math.round(limitMs / 60_000) * 60_000), event.payload.plannedItems)}</p>
      );
    }
    case 'interviewerSpoke':
      return (
        <p className="text-muted">
          {words.events.spoke}: {event.payload.text}
        </p>
      );
    case 'itemPresented':
      return <Presented event={event} skillName={skillName(session, event.payload.skillId)} />;
    case 'responseScored':
      return <Scored event={event} />;
    case 'sessionCompleted':
      return <p className="font-medium">{words.events.completed(strings.stopReasons[event.payload.stopReason])}</p>;
  }
}

export const skillName = ({ skills }: Pick<ObservedSession, 'skills'>, skillId: string) =>
  skills.find((skill) => skill.skillId === skillId)?.name ?? skillId;

function Presented({ event, skillName: name }: { event: Of<'itemPresented'>; skillName: string }) {
  const { position, shown } = event.payload;
  return (
    <>
      <p>{words.events.presented(position, name)}</p>
      <details className="mt-1">
        <summary className="min-h-6 text-link">{words.events.showItem(position)}</summary>
        <div className="mt-2 flex flex-col gap-3 rounded-md border bg-surface p-4">
          <RichText text={shown.stem} />
          <ul aria-label={words.optionsOf(position)} className="flex flex-col gap-2">
            {shown.options.map((option) => (
              <li key={option.id} className="flex gap-3">
                <span className="font-medium text-muted">{option.id}</span>
                <RichText inline text={option.text} />
              </li>
            ))}
          </ul>
        </div>
      </details>
    </>
  );
}

function Scored({ event }: { event: Of<'responseScored'> }) {
  const { position, optionId, correct, responseTimeMs } = event.payload;
  return (
    <p className="flex flex-wrap gap-x-3">
      <span>
        {words.events.answered(position, optionId)} {words.events.in(strings.responseTime(responseTimeMs))}
      </span>
      <Status tone={correct ? 'positive' : 'negative'} label={correct ? words.correct : words.incorrect} />
    </p>
  );
}
