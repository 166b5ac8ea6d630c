import { answerWords, scoreWords } from '@/app/_components/answer-words';
import { GivenItem } from '@/app/_components/given-item';
import { Card } from '@/components/card';
import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ObservedEvent, ObservedSession } from '@/core/assessment/observed-session';
import { skillName } from '../../_components/session-log';
import { strings } from '../../_strings';

const words = strings.report.items;

type Presented = Extract<ObservedEvent, { type: 'itemPresented' }>['payload'];
type Graded = Extract<ObservedEvent, { type: 'responseGraded' }>['payload'];
type Scored = Extract<ObservedEvent, { type: 'responseScored' }>['payload'];

/** Every item with what was answered, in the order of the session. */
export function ItemList({ observed }: { observed: ObservedSession }) {
  const presented = observed.events.flatMap((event) => (event.type === 'itemPresented' ? [event.payload] : []));
  const scored = new Map(
    observed.events.flatMap((event) =>
      event.type === 'responseScored' ? [[event.payload.position, event.payload] as const] : [],
    ),
  );
  const graded = new Map(
    observed.events.flatMap((event) =>
      event.type === 'responseGraded' ? [[event.payload.position, event.payload] as const] : [],
    ),
  );
  return (
    <Card title={words.title} padding="flush" className="print:break-inside-auto">
      {presented.length === 0 && <p className="px-4 pb-5 text-muted sm:px-6">{words.none}</p>}
      <ol className="divide-y border-t">
        {presented.map((item) => (
          <li key={item.position} className="flex flex-col gap-3 px-4 py-5 sm:px-6 print:break-inside-avoid">
            <h3 className="font-medium">
              {words.item(item.position, skillName(observed, item.skillId))}
              {item.pilot && <span className="ml-2 font-normal text-muted">{words.pilot}</span>}
            </h3>
            <Answer item={item} response={scored.get(item.position)} grade={graded.get(item.position)} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Answer({
  item,
  response,
  grade,
}: {
  item: Presented;
  response: Scored | undefined;
  grade: Graded | undefined;
}) {
  if (!response) {
    return (
      <>
        <RichText text={item.shown.stem} />
        <p>
          <Status tone="unknown" label={words.unanswered} /> <span className="text-muted">{words.unansweredText}</span>
        </p>
      </>
    );
  }
  return (
    <>
      <GivenItem shown={item.shown} answer={response.answer} keyAnswer={null} />
      <dl className="grid gap-x-4 gap-y-1 rounded-md bg-surface-sunken px-4 py-3 sm:grid-cols-[max-content_1fr]">
        <dt className="text-muted">{words.chosen}</dt>
        <dd className="min-w-0 break-words">{answerWords(item.shown, response.answer)}</dd>
        <dt className="sr-only">{words.outcome}</dt>
        <dd className="sm:col-start-2">
          <Status {...(grade ? scoreWords(grade, 'graded') : scoreWords(response))} />
          {grade && <p className="mt-1 text-muted">{grade.grading.summary}</p>}
        </dd>
        <dt className="text-muted">{words.time}</dt>
        <dd className="figures">{strings.responseTime(response.responseTimeMs)}</dd>
      </dl>
    </>
  );
}
