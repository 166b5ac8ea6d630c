import { Card } from '@/components/card';
import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ObservedEvent, ObservedSession } from '@/core/assessment/observed-session';
import { skillName } from '../../_components/session-log';
import { strings } from '../../_strings';

const words = strings.report.items;

type Presented = Extract<ObservedEvent, { type: 'itemPresented' }>['payload'];
type Scored = Extract<ObservedEvent, { type: 'responseScored' }>['payload'];

/** Every item with what was answered, in the order of the session. */
export function ItemList({ observed }: { observed: ObservedSession }) {
  const presented = observed.events.flatMap((event) => (event.type === 'itemPresented' ? [event.payload] : []));
  const scored = new Map(
    observed.events.flatMap((event) =>
      event.type === 'responseScored' ? [[event.payload.position, event.payload] as const] : [],
    ),
  );
  return (
    <Card title={words.title} padding="flush" className="print:break-inside-auto">
      {presented.length === 0 && <p className="px-4 pb-5 text-muted sm:px-6">{words.none}</p>}
      <ol className="divide-y border-t">
        {presented.map((item) => (
          <li key={item.position} className="flex flex-col gap-3 px-4 py-5 sm:px-6 print:break-inside-avoid">
            <h3 className="font-medium">{words.item(item.position, skillName(observed, item.skillId))}</h3>
            <RichText text={item.shown.stem} />
            <Answer item={item} response={scored.get(item.position)} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Answer({ item, response }: { item: Presented; response: Scored | undefined }) {
  if (!response) {
    return (
      <p>
        <Status tone="unknown" label={words.unanswered} /> <span className="text-muted">{words.unansweredText}</span>
      </p>
    );
  }
  const option = item.shown.options.find(({ id }) => id === response.optionId);
  return (
    <dl className="grid gap-x-4 gap-y-1 rounded-md bg-surface-sunken px-4 py-3 sm:grid-cols-[max-content_1fr]">
      <dt className="text-muted">{words.chosen}</dt>
      <dd className="min-w-0">
        {response.optionId}. <RichText inline text={option?.text ?? ''} />
      </dd>
      <dt className="sr-only">{words.correct}</dt>
      <dd className="sm:col-start-2">
        <Status
          tone={response.correct ? 'positive' : 'negative'}
          label={response.correct ? words.correct : words.incorrect}
        />
      </dd>
      <dt className="text-muted">{words.time}</dt>
      <dd className="figures">{strings.responseTime(response.responseTimeMs)}</dd>
    </dl>
  );
}
