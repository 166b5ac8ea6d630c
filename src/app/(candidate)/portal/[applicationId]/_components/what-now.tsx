import { Card } from '@/components/card';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { InstructionsOutput } from '@/protocol/application';
import type { Stage } from '../../../_stage';
import { TimeLeft } from '../../_components/time-left';
import { strings } from '../../_strings';
import { StartForm } from './start-form';

type WhatNowProps = { application: InstructionsOutput; stage: Stage; serverNow: string };

/** The one thing that can be done now; where nothing can, why and what then. */
export function WhatNow({ application, stage, serverNow }: WhatNowProps) {
  const words = strings.instructions;
  const { applicationId, session, opensAt, closesAt, accommodation, attemptsLeft, refusal, rules } = application;
  const attemptWords = rules.maxAttempts === 1 ? words.start.once : words.start.several(attemptsLeft);
  switch (stage) {
    case 'toDo':
      return (
        <Card title={words.start.title} description={attemptWords}>
          <StartForm applicationId={applicationId} accommodation={accommodation} />
        </Card>
      );
    case 'inProgress':
      return (
        <Card title={words.running.title} description={words.running.text}>
          <div className="flex flex-wrap items-end justify-between gap-4">
            {session?.deadlineAt && (
              <TimeLeft label={strings.timeLeft} deadlineAt={session.deadlineAt} serverNow={serverNow} />
            )}
            <LinkButton variant="primary" href={`/sessions/${session?.sessionId}`}>
              {words.running.continue}
            </LinkButton>
          </div>
        </Card>
      );
    case 'done':
      return (
        <div className="flex flex-col gap-6">
          <Notice
            tone="positive"
            title={words.done.title}
            action={<LinkButton href={`/sessions/${session?.sessionId}`}>{words.done.view}</LinkButton>}
          >
            {refusal === null ? words.start.againText(attemptsLeft) : words.done.text}
          </Notice>
          {refusal === null && (
            <Card title={words.start.again} description={attemptWords}>
              <StartForm applicationId={applicationId} accommodation={accommodation} isNewAttempt />
            </Card>
          )}
        </div>
      );
    case 'notYetOpen':
      return (
        <Notice tone="accent" title={words.notYetOpen.title}>
          {opensAt && (
            <p>
              {words.notYetOpen.opens} <Instant value={new Date(opensAt)} />.
            </p>
          )}
          <p>{words.notYetOpen.text}</p>
        </Notice>
      );
    case 'closed':
      return (
        <Notice tone="unknown" title={words.closed.title}>
          {closesAt && Date.parse(closesAt) <= Date.parse(serverNow) && (
            <p>
              {words.closed.closed} <Instant value={new Date(closesAt)} />.
            </p>
          )}
          <p>{words.closed.text}</p>
        </Notice>
      );
    case 'notAdmitted':
      return (
        <Notice tone="unknown" title={words.notAdmitted.title}>
          {refusal?.message}
        </Notice>
      );
    case 'withdrawn':
      return (
        <Notice tone="unknown" title={words.withdrawn.title}>
          {words.withdrawn.text}
        </Notice>
      );
  }
}
