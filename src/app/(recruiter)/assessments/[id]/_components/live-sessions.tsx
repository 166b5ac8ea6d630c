'use client';

import { Radio } from 'lucide-react';
import Link from 'next/link';
import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { durationWords } from '@/components/format-duration';
import { Instant } from '@/components/instant';
import { ProgressBar } from '@/components/progress-bar';
import { Status } from '@/components/status';
import type { AssessmentOutput } from '@/protocol/assessment';
import type { LiveSession } from '@/protocol/session';
import { AbilityBar, abilityWords } from '../../_components/ability-bar';
import { LineBanner, LineSign } from '../../_components/page-line';
import { strings } from '../../_strings';

const words = strings.sessions;

export type LiveSessionsProps = {
  assessment: AssessmentOutput;
  sessions: readonly LiveSession[];
  refusal: string | null;
};

/** One line per session: running ones first, the latest on top. */
export function LiveSessions({ assessment, sessions, refusal }: LiveSessionsProps) {
  const base = `/assessments/${assessment.id}/sessions`;
  const columns: Column<LiveSession>[] = [
    {
      id: 'candidate',
      header: words.columns.candidate,
      cell: (session) => (
        <Link href={`${base}/${session.sessionId}`} className="text-link">
          {session.candidateName}
        </Link>
      ),
    },
    {
      id: 'progress',
      header: words.columns.progress,
      cell: (session) => <Progress session={session} most={assessment.rules.maxItems} />,
    },
    { id: 'ability', header: words.columns.ability, cell: (session) => <Ability session={session} /> },
    {
      id: 'time',
      header: words.columns.time,
      cell: (session) =>
        session.status === 'inProgress' ? (
          <span className="whitespace-nowrap">
            {words.timeUsed(durationWords(roughly(session.timeUsedMs)), durationWords(assessment.rules.timeLimitMs))}
          </span>
        ) : session.completedAt ? (
          <span className="text-muted">
            {words.finished} <Instant value={new Date(session.completedAt)} />
          </span>
        ) : (
          '–'
        ),
    },
    { id: 'state', header: words.columns.state, cell: (session) => <State session={session} base={base} /> },
  ];
  if (sessions.length === 0) {
    return (
      <>
        <LineBanner refusal={refusal} />
        <EmptyState title={words.empty.title} icon={<Radio aria-hidden />}>
          {assessment.status === 'ended' ? words.empty.textEnded : words.empty.text}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <LineBanner refusal={refusal} />
      <Card title={words.caption} description={words.scale} aside={<LineSign />} padding="flush">
        <DataTable
          caption={words.caption}
          hideCaption
          columns={columns}
          rows={[...sessions].sort(byUrgency)}
          rowKey={(session) => session.sessionId}
        />
      </Card>
    </>
  );
}

/** Whole minutes, once there is one. */
const roughly = (ms: number) => (ms < 60_000 ? Math.round(ms / 1_000) * 1_000 : Math.round(ms / 60_000) * 60_000);

const RANK = { inProgress: 0, created: 1, completed: 2 } as const satisfies Record<LiveSession['status'], number>;

function byUrgency(a: LiveSession, b: LiveSession): number {
  const latest = (session: LiveSession) => Date.parse(session.completedAt ?? session.startedAt ?? '') || 0;
  return RANK[a.status] - RANK[b.status] || latest(b) - latest(a) || (a.sessionId < b.sessionId ? -1 : 1);
}

function Progress({ session, most }: { session: LiveSession; most: number }) {
  const text = words.progress(session.answered, most);
  return (
    <span className="block w-40 max-w-full">
      <span className="figures mb-2 block whitespace-nowrap" aria-hidden>
        {text}
      </span>
      <ProgressBar
        label={words.progressLabel(session.candidateName)}
        hideLabel
        value={session.answered}
        max={most}
        valueText={text}
        tone={session.status === 'completed' ? 'positive' : 'accent'}
      />
    </span>
  );
}

function Ability({ session }: { session: LiveSession }) {
  const { theta, thetaSd, answered, candidateName } = session;
  if (theta === null || thetaSd === null || answered === 0) {
    return <span className="text-muted">{strings.ability.noAnswers}</span>;
  }
  const ability = { theta, sd: thetaSd };
  return (
    <span className="block w-52 max-w-full">
      <span className="figures block whitespace-nowrap" aria-hidden>
        {abilityWords(ability)}
      </span>
      <AbilityBar label={strings.ability.of(candidateName)} hideLabel ability={ability} />
    </span>
  );
}

function State({ session, base }: { session: LiveSession; base: string }) {
  if (session.status === 'completed') {
    return (
      <span className="flex flex-col items-start gap-1 max-md:items-end">
        <Status tone="positive" label={words.completed} />
        <Link
          href={`${base}/${session.sessionId}/report`}
          className="text-link"
          aria-label={words.reportOf(session.candidateName)}
        >
          {words.report}
        </Link>
      </span>
    );
  }
  if (session.status === 'created') return <Status tone="unknown" label={words.created} />;
  if (session.isPaused) return <Status tone="unknown" label={words.paused} />;
  if (session.isReconnecting) return <Status tone="caution" label={words.reconnecting} />;
  return session.connected ? (
    <Status tone="accent" label={words.connected} />
  ) : (
    <Status tone="caution" label={words.away} />
  );
}
