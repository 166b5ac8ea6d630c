'use client';

import { useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/button';
import type { Connection } from '@/components/connection-sign';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { type CandidateView, type ItemEntry, itemEntries, openItem } from '@/core/assessment/candidate-view';
import type { ItemAnswer } from '@/core/items/answer';
import type { ConnectionStatus } from '@/trpc/connection-store';
import { connectionStore } from '@/trpc/react';
import { AskPanel } from '../_ask/ask-panel';
import { useAnswer } from '../_hooks/use-answer';
import { type Snapshot, useAssessment } from '../_hooks/use-assessment';
import { useConduct } from '../_hooks/use-conduct';
import { useItemTime } from '../_hooks/use-item-time';
import { useSelection } from '../_hooks/use-selection';
import { useSignals } from '../_hooks/use-signals';
import { strings } from '../_strings';
import { AssessmentBar } from './assessment-bar';
import { BarrierNotice } from './barrier-notice';
import { Conversation } from './conversation';
import { ElsewhereNotice } from './elsewhere-notice';
import { HandIn } from './hand-in';
import { OpenItem } from './open-item';
import { Outcome } from './outcome';
import { Overview } from './overview';
import { PauseButton, Paused } from './pause';
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

/** The item someone went back to, while it can be answered. */
function itemAt(view: CandidateView, position: number | null): ItemEntry | null {
  if (position === null || view.status !== 'inProgress' || view.pause) return null;
  const entry = itemEntries(view).find((item) => item.position === position);
  const mayAnswer = entry?.standing === 'setAside' || (entry?.standing === 'answered' && view.conduct.mayChangeAnswers);
  return entry && mayAnswer ? entry : null;
}

const savedAt = ({ saved }: Snapshot, position: number) =>
  saved.find((selection) => selection.position === position)?.answer ?? null;

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
  const conduct = useConduct(sessionId, assessment);
  const [wanted, setWanted] = useState<number | null>(null);
  const [hasTakenOver, setHasTakenOver] = useState(false);
  const [choices, setChoices] = useState<Readonly<Record<number, ItemAnswer>>>({});
  const current = itemAt(view, wanted) ?? open;
  const isTimed = current?.deadlineAt != null;
  const selection = useSelection(
    sessionId,
    assessment,
    assessment.isElsewhere ? null : (current?.position ?? null),
    isTimed,
  );
  const itemTime = useItemTime(assessment, current?.position ?? null);
  const isClosed = isTimeOver || itemTime.isOver || barrier !== null || assessment.isElsewhere;

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
        itemDeadlineAt={open?.deadlineAt ?? null}
        onItemTimeOver={itemTime.onElapsed}
      />
      <PageFrame width="text" className="flex flex-1 flex-col gap-6 py-6! sm:py-8!">
        {barrier && <BarrierNotice barrier={barrier} />}
        {isRunning && assessment.isElsewhere && !barrier && (
          <ElsewhereNotice
            conduct={conduct}
            onTakeOver={() => {
              setHasTakenOver(true);
              conduct.takeOver();
            }}
          />
        )}
        <ProgressVoice view={view} own={answer.own} />
        {view.status === 'completed' && <Outcome sessionId={sessionId} view={view} />}
        <Conversation view={view} own={answer.own}>
          {isRunning && view.pause && (
            <Paused view={view} clockOffsetMs={clock.offsetMs} conduct={conduct} isClosed={isClosed} />
          )}
          {current && (
            <OpenItem
              key={`${current.position} ${current.standing} ${assessment.isElsewhere}`}
              item={current}
              most={view.plannedItems}
              isResumed={(current.position > 1 && answer.own === null) || wanted !== null || hasTakenOver}
              isNext={answer.own?.position === current.position - 1 && view.feedbackMode !== 'full'}
              sending={answer.sending?.position === current.position ? answer.sending.answer : null}
              isWaiting={connection === 'reconnecting' || connection === 'offline'}
              isSlow={answer.failedAttempts >= SLOW_ATTEMPTS && connection === 'live'}
              isRefused={answer.isRefused}
              isClosed={isClosed}
              initial={choices[current.position] ?? current.response?.answer ?? savedAt(initial, current.position)}
              isSaved={selection.isSaved}
              onChoose={(chosen) => {
                setChoices((before) => ({ ...before, [current.position]: chosen }));
                if (current.standing !== 'answered') selection.choose({ position: current.position, answer: chosen });
              }}
              onSubmit={(given) => {
                answer.submit({ position: current.position, answer: given });
                setWanted(null);
              }}
            >
              {view.conduct.allowsReview && !isClosed && (
                <>
                  {current.standing === 'open' && (
                    <Button
                      disabled={conduct.isBusy}
                      onClick={() => {
                        selection.flush();
                        conduct.setAside(current.position);
                      }}
                    >
                      {strings.setAside}
                    </Button>
                  )}
                  <Button
                    variant="quiet"
                    aria-pressed={current.isFlagged}
                    disabled={conduct.isBusy}
                    onClick={() => conduct.flag(current.position, !current.isFlagged)}
                  >
                    {current.isFlagged ? strings.unflag : strings.flag}
                  </Button>
                </>
              )}
            </OpenItem>
          )}
        </Conversation>
        {open && !isClosed && (
          <AskPanel
            sessionId={sessionId}
            assessment={assessment}
            since={open.seq}
            isWaiting={connection === 'reconnecting' || connection === 'offline'}
          />
        )}
        {itemTime.isOver && !isTimeOver && (
          <Notice tone="caution" live="polite">
            {strings.itemTimeOver}
          </Notice>
        )}
        {isRunning && view.conduct.allowsReview && !view.pause && (
          <Overview view={view} current={current?.position ?? null} isClosed={isClosed} onChoose={setWanted} />
        )}
        {isTimeOver && (
          <Notice tone="caution" live="polite">
            {strings.tooLate}
          </Notice>
        )}
        {isRunning && !isTimeOver && !barrier && !assessment.isElsewhere && (
          <div className="flex flex-wrap items-center justify-end gap-2">
            {open && <PauseButton view={view} conduct={conduct} />}
            <HandIn sessionId={sessionId} assessment={assessment} isSending={answer.sending !== null} />
          </div>
        )}
      </PageFrame>
    </>
  );
}
