import { Card } from '@/components/card';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { CandidateApplicationOutput } from '@/protocol/application';
import type { Stage } from '../../_stage';
import { strings } from '../_strings';
import { TimeLeft } from './time-left';

const TONE = {
  toDo: 'accent',
  inProgress: 'caution',
  done: 'positive',
  notYetOpen: 'unknown',
  closed: 'unknown',
  withdrawn: 'unknown',
  notAdmitted: 'unknown',
} as const satisfies Record<Stage, Tone>;

type ApplicationCardProps = { application: CandidateApplicationOutput; stage: Stage; serverNow: string };

/** One assessment in the portal: where it stands, and the one thing to do about it. */
export function ApplicationCard({ application, stage, serverNow }: ApplicationCardProps) {
  const { title, organisationName, session, opensAt, closesAt } = application;
  return (
    <Card
      heading="h3"
      title={title}
      description={organisationName}
      aside={<Status tone={TONE[stage]} label={strings.stage[stage]} look="pill" />}
    >
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="text-muted">
          {stage === 'inProgress' && session?.deadlineAt && (
            <TimeLeft label={strings.timeLeft} deadlineAt={session.deadlineAt} serverNow={serverNow} />
          )}
          {stage === 'notYetOpen' && opensAt && <Moment word={strings.opens} at={opensAt} />}
          {(stage === 'toDo' || stage === 'notYetOpen') && closesAt && <Moment word={strings.closes} at={closesAt} />}
          {stage === 'closed' && closesAt && <Moment word={strings.closed} at={closesAt} />}
        </div>
        <Next application={application} stage={stage} />
      </div>
    </Card>
  );
}

function Moment({ word, at }: { word: string; at: string }) {
  return (
    <p>
      {word} <Instant value={new Date(at)} />
    </p>
  );
}

function Next({ application: { applicationId, title, session }, stage }: Omit<ApplicationCardProps, 'serverNow'>) {
  if (stage === 'inProgress' && session) {
    return (
      <LinkButton variant="primary" href={`/sessions/${session.sessionId}`} aria-label={strings.continueFor(title)}>
        {strings.continue}
      </LinkButton>
    );
  }
  if (stage === 'done' && session) {
    return (
      <LinkButton href={`/sessions/${session.sessionId}`} aria-label={strings.viewFor(title)}>
        {strings.view}
      </LinkButton>
    );
  }
  return (
    <LinkButton
      variant={stage === 'toDo' ? 'primary' : 'secondary'}
      href={`/portal/${applicationId}`}
      aria-label={strings.openFor(title)}
    >
      {strings.read}
    </LinkButton>
  );
}
