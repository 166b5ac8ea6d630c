import { answerWords, scoreWords } from '@/app/_components/answer-words';
import { GivenItem } from '@/app/_components/given-item';
import { Card } from '@/components/card';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import { Status } from '@/components/status';
import type { ObservedEvent, ObservedSession } from '@/core/assessment/observed-session';
import type { ShownItem } from '@/core/items/types/item-type';
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
      const { timeLimitMs, plannedItems } = event.payload;
      return <p>{words.events.started(durationWords(timeLimitMs), plannedItems)}</p>;
    }
    case 'interviewerSpoke':
      return (
        <p className="text-muted">
          {words.events.spoke}: {event.payload.text}
        </p>
      );
    case 'candidateAsked':
      return (
        <p className="wrap-anywhere whitespace-pre-line">
          {words.events.asked}: {event.payload.text}
        </p>
      );
    case 'interviewerReplied':
      return <Replied event={event} />;
    case 'itemPresented':
      return <Presented event={event} skillName={skillName(session, event.payload.skillId)} />;
    case 'responseScored':
      return <Scored event={event} shown={shownAt(session, event.payload.position)} />;
    case 'gradingStarted':
      return <p className="text-muted">{words.events.reading(event.payload.position)}</p>;
    case 'responseGraded':
      return <Graded event={event} />;
    case 'itemMissed':
      return <p>{words.events.missed(event.payload.position)}</p>;
    case 'itemSetAside':
      return <p>{words.events.setAside(event.payload.position)}</p>;
    case 'itemFlagged':
      return <p className="text-muted">{words.events.flagged(event.payload.position, event.payload.flagged)}</p>;
    case 'reviewStarted':
      return <p>{words.events.review}</p>;
    case 'sessionPaused':
      return <p>{words.events.paused[event.payload.reason](event.payload.position)}</p>;
    case 'sessionResumed':
      return <p>{words.events.resumed}</p>;
    case 'writerChanged':
      return <p>{words.events.otherDevice}</p>;
    case 'outageCredited':
      return <p>{words.events.credited}</p>;
    case 'sessionCompleted':
      return <p className="font-medium">{words.events.completed(strings.stopReasons[event.payload.stopReason])}</p>;
    case 'sessionRescored':
      return <p>{words.events.rescored(event.payload.reason)}</p>;
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
          <GivenItem shown={shown} answer={null} keyAnswer={null} />
        </div>
      </details>
    </>
  );
}

function Replied({ event }: { event: Of<'interviewerReplied'> }) {
  const { text, by, instead, help } = event.payload;
  return (
    <>
      <p className="wrap-anywhere whitespace-pre-line text-muted">
        {words.events.replied}: {text ?? words.events.toldTime}
      </p>
      <p className="flex flex-wrap gap-x-4 text-muted">
        <span>{words.events.by[by]}</span>
        {instead && <span>{words.events.instead[instead]}</span>}
        {help === 'givenHint' && <Status tone="accent" label={words.events.hintGiven} />}
      </p>
    </>
  );
}

function Scored({ event, shown }: { event: Of<'responseScored'>; shown: ShownItem | null }) {
  const { position, answer, responseTimeMs } = event.payload;
  return (
    <p className="flex flex-wrap gap-x-3">
      <span className="min-w-0 break-words">
        {words.events.answered(position, answerWords(shown, answer))}{' '}
        {words.events.in(strings.responseTime(responseTimeMs))}
      </span>
      <Status {...scoreWords(event.payload)} />
    </p>
  );
}

function Graded({ event }: { event: Of<'responseGraded'> }) {
  const { position, grading } = event.payload;
  return (
    <>
      <p className="flex flex-wrap gap-x-3">
        <span>{words.events.graded(position)}</span>
        <Status {...scoreWords(event.payload, 'graded')} />
      </p>
      <p className="text-muted">{grading.summary}</p>
    </>
  );
}

const shownAt = ({ events }: ObservedSession, position: number): ShownItem | null =>
  events.find(
    (event): event is Of<'itemPresented'> => event.type === 'itemPresented' && event.payload.position === position,
  )?.payload.shown ?? null;
