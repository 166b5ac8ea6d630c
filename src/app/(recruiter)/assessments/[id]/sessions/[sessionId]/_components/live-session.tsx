'use client';

import { FileText } from 'lucide-react';
import { Card } from '@/components/card';
import { durationWords } from '@/components/format-duration';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ProgressBar } from '@/components/progress-bar';
import { Status } from '@/components/status';
import type { ObservedSession } from '@/core/assessment/observed-session';
import type { LiveSession as SessionLine } from '@/protocol/session';
import { useLiveSessions } from '../../../../../_hooks/use-live-sessions';
import { AbilityBar, abilityWords } from '../../../../_components/ability-bar';
import { LineBanner, LineSign } from '../../../../_components/page-line';
import { useObservedSession } from '../_hooks/use-observed-session';
import { strings } from '../_strings';
import { SessionLog } from './session-log';

const words = strings.live;

export type LiveSessionProps = {
  assessmentId: string;
  title: string;
  initial: ObservedSession;
  initialLine: SessionLine;
};

/** One session as it happens: where it stands, how sure that is, and its log. */
export function LiveSession({ assessmentId, title, initial, initialLine }: LiveSessionProps) {
  const { sessionId, candidateName } = initialLine;
  const { session, refusal } = useObservedSession(sessionId, initial);
  const isOver = session.report !== null;
  const table = useLiveSessions(assessmentId, [initialLine], !isOver);
  const line = table.sessions.find((other) => other.sessionId === sessionId) ?? initialLine;
  const reportHref = `/assessments/${assessmentId}/sessions/${sessionId}/report`;
  const isRunning = session.events.length > 0 && !isOver;
  return (
    <>
      <PageHeader
        title={words.title(candidateName)}
        back={{ href: `/assessments/${assessmentId}`, label: strings.back(title) }}
        meta={
          <>
            <Status {...stateOf(session)} look="pill" />
            {!isOver && <LineSign />}
          </>
        }
        actions={
          isOver && (
            <LinkButton href={reportHref} variant="primary" icon={<FileText aria-hidden className="size-4" />}>
              {words.report}
            </LinkButton>
          )
        }
      />
      {!isOver && <LineBanner refusal={refusal ?? table.refusal} />}
      <div role="status" className="has-[svg]:mb-6">
        {isOver && initial.report === null && (
          <Notice tone="positive" title={words.completedNote}>
            {words.completedText}
          </Notice>
        )}
      </div>
      <div className="flex flex-col gap-6">
        <Card>
          <p className="figures text-lg" aria-live="polite">
            {summaryOf(session)}
          </p>
          <div className="mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
            <ProgressBar
              label={words.progress}
              value={session.answered}
              max={Math.max(session.plannedItems, session.answered, 1)}
              tone={isOver ? 'positive' : 'accent'}
            />
            {isRunning && session.timeLimitMs !== null && (
              <dl>
                <dt className="text-muted">{words.timeUsed}</dt>
                <dd>
                  {durationWords(Math.round(line.timeUsedMs / 1_000) * 1_000)} / {durationWords(session.timeLimitMs)}
                </dd>
              </dl>
            )}
            {isRunning && (
              <dl>
                <dt className="text-muted">{words.candidate}</dt>
                <dd>
                  <Status {...deviceOf(line)} />
                </dd>
              </dl>
            )}
          </div>
        </Card>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Abilities session={session} />
          <SessionLog session={session} />
        </div>
      </div>
    </>
  );
}

function deviceOf({ connected, isReconnecting, isPaused }: SessionLine) {
  if (isPaused) return { tone: 'unknown', label: strings.states.paused } as const;
  if (connected) return { tone: 'accent', label: strings.states.connected } as const;
  return { tone: 'caution', label: isReconnecting ? strings.states.reconnecting : strings.states.away } as const;
}

function stateOf({ report, events }: ObservedSession) {
  if (report) return { tone: 'positive', label: strings.states.completed } as const;
  return events.length > 0
    ? ({ tone: 'accent', label: strings.states.inProgress } as const)
    : ({ tone: 'unknown', label: strings.states.created } as const);
}

function summaryOf({ events, answered, plannedItems, ability, stopReason }: ObservedSession): string {
  if (events.length === 0) return words.summary.notStarted;
  const said = ability === null || answered === 0 ? null : words.summary.ability(abilityWords(ability));
  const standing = stopReason
    ? words.summary.completed(answered, strings.stopReasons[stopReason])
    : words.summary.answered(answered, plannedItems);
  return said === null ? standing : `${standing} ${said}`;
}

function Abilities({ session }: { session: ObservedSession }) {
  const { ability, skills, answered } = session;
  const known = answered > 0 ? ability : null;
  return (
    <Card title={words.ability} description={words.abilityHint} className="lg:sticky lg:top-6">
      <AbilityBar label={words.overall} ability={known} ticks />
      {skills.length > 0 && (
        <>
          <h3 className="mt-6 mb-3 font-medium">{words.skills}</h3>
          <ul className="flex flex-col gap-4">
            {skills.map((skill, index) => (
              <li key={skill.skillId}>
                <AbilityBar label={skill.name} ability={known?.skills[index] ?? null} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
