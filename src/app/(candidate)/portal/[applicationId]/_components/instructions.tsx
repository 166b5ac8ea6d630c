import type { ReactNode } from 'react';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import type { InstructionsOutput } from '@/protocol/application';
import { strings } from '../../_strings';

/** What will happen, what is recorded and what is told: the same text before, during and after. */
export function Instructions({ application }: { application: InstructionsOutput }) {
  const { organisationName, rules, skills, closesAt, isAdaptive } = application;
  const words = strings.instructions;
  const facts = [
    { term: words.skills, value: skills.join(', ') },
    { term: words.items, value: words.itemsRange(rules.maxItems, isAdaptive) },
    { term: words.time, value: durationWords(rules.timeLimitMs) },
    ...(closesAt ? [{ term: strings.closes, value: <Instant value={new Date(closesAt)} /> }] : []),
  ];
  return (
    <div className="mb-10 flex flex-col gap-8">
      <Card title={words.facts}>
        <Facts facts={facts} />
      </Card>
      <Part title={words.how.title}>
        <Points points={words.how.points(isAdaptive)} />
      </Part>
      <Part title={words.conduct.title}>
        <Points points={conductPoints(application)} />
      </Part>
      <Part title={words.feedback.title}>
        <p className="max-w-measure">{words.feedback.mode[rules.feedbackMode]}</p>
      </Part>
      <Part title={words.recorded.title}>
        <Points points={words.recorded.points(organisationName)} />
      </Part>
      <Part title={words.connection.title}>
        <p className="max-w-measure">{words.connection.text}</p>
      </Part>
    </div>
  );
}

/** Times are those of everybody; who declares a need for more gets more, and is told where they declare it. */
function conductPoints({ rules, mayChangeAnswers }: InstructionsOutput): string[] {
  const words = strings.instructions.conduct;
  const { itemTimeLimitMs, idleLimitMs, maxPauses, maxPauseMs, outageCreditMs } = rules;
  const finality = mayChangeAnswers ? words.reviewAndChange : rules.allowsReview ? words.review : words.final;
  return [
    finality,
    words.choice,
    ...(itemTimeLimitMs !== null ? [words.itemTime(durationWords(itemTimeLimitMs))] : []),
    maxPauses > 0 ? words.pauses(maxPauses, durationWords(maxPauseMs)) : words.noPauses,
    ...(outageCreditMs > 0 ? [words.outage(durationWords(outageCreditMs))] : []),
    ...(idleLimitMs !== null ? [words.idle(durationWords(idleLimitMs))] : []),
    words.device,
  ];
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold text-xl">{title}</h2>
      {children}
    </section>
  );
}

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="flex max-w-measure list-disc flex-col gap-2 pl-5 marker:text-muted">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
