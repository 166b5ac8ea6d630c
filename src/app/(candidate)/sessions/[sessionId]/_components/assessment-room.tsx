'use client';

import { useSyncExternalStore } from 'react';
import type { Connection } from '@/components/connection-sign';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { openItem } from '@/core/assessment/candidate-view';
import type { ConnectionStatus } from '@/trpc/connection-store';
import { connectionStore } from '@/trpc/react';
import { AskPanel } from '../_ask/ask-panel';
import { useAnswer } from '../_hooks/use-answer';
import { type Snapshot, useAssessment } from '../_hooks/use-assessment';
import { useSignals } from '../_hooks/use-signals';
import { strings } from '../_strings';
import { AssessmentBar } from './assessment-bar';
import { BarrierNotice } from './barrier-notice';
import { Conversation } from './conversation';
import { HandIn } from './hand-in';
import { OpenItem } from './open-item';
import { Outcome } from './outcome';
import { ProgressVoice } from './progress-voice';

const CONNECTION = {
  idle: 'connecting',
  live: 'live',
  reconnecting: 'reconnecting',
  offline: 'offline',
  signedOut: 'reconnecting',
} as const satisfies Record<ConnectionStatus, Connection>;

/** Slow is when an answer has been tried this often without a reply. */
const SLOW_ATTEMPTS = 3;

/** The assessment as a conversation: what was said and answered, the open item at its end, the outcome at last. */
export function AssessmentRoom({ sessionId, initial }: { sessionId: string; initial: Snapshot }) {
  const assessment = useAssessment(sessionId, initial);
  const answer = useAnswer(sessionId, assessment);
  const { view, clock, barrier, isTimeOver } = assessment;
  const status = useSyncExternalStore(connectionStore.subscribe, connectionStore.get, () => 'idle' as const);
  const connection = CONNECTION[status];
  const open = openItem(view);
  const isRunning = view.status === 'inProgress';
  useSignals(sessionId, isRunning, clock.offsetMs);

  if (view.status === 'created') {
    return (
      <PageFrame width="text">
        <h1 className="mb-6 font-semibold text-3xl">{initial.title}</h1>
        <Notice
          tone="accent"
          title={strings.notStarted.title}
          action={<LinkButton href="/portal">{strings.notStarted.action}</LinkButton>}
        >
          {strings.notStarted.text}
        </Notice>
      </PageFrame>
    );
  }
  return (
    <>
      <AssessmentBar
        title={initial.title}
        view={view}
        clockOffsetMs={clock.offsetMs}
        connection={connection}
        onTimeOver={assessment.onTimeOver}
      />
      <PageFrame width="text" className="flex flex-1 flex-col gap-6 py-6! sm:py-8!">
        {barrier && <BarrierNotice barrier={barrier} />}
        <ProgressVoice view={view} own={answer.own} />
        {view.status === 'completed' && <Outcome sessionId={sessionId} view={view} />}
        <Conversation view={view} own={answer.own}>
          {open && (
            <OpenItem
              key={open.position}
              item={open}
              most={view.plannedItems}
              isResumed={open.position > 1 && answer.own === null}
              isNext={answer.own?.position === open.position - 1 && view.feedbackMode !== 'full'}
              sending={answer.sending?.position === open.position ? answer.sending.answer : null}
              isWaiting={connection === 'reconnecting' || connection === 'offline'}
              isSlow={answer.failedAttempts >= SLOW_ATTEMPTS && connection === 'live'}
              isRefused={answer.isRefused}
              isClosed={isTimeOver || barrier !== null}
              onSubmit={(given) => answer.submit({ position: open.position, answer: given })}
            />
          )}
        </Conversation>
        {open && !isTimeOver && !barrier && (
          <AskPanel
            sessionId={sessionId}
            assessment={assessment}
            since={open.seq}
            isWaiting={connection === 'reconnecting' || connection === 'offline'}
          />
        )}
        {isTimeOver && (
          <Notice tone="caution" live="polite">
            {strings.tooLate}
          </Notice>
        )}
        {isRunning && !isTimeOver && !barrier && (
          <HandIn sessionId={sessionId} assessment={assessment} isSending={answer.sending !== null} />
        )}
      </PageFrame>
    </>
  );
}
