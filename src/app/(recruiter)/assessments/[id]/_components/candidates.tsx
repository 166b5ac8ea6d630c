'use client';

import { Link2, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { InvitationLink } from '@/app/_components/invitation-link';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { type Column, DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { Instant } from '@/components/instant';
import { Notice } from '@/components/notice';
import { Status } from '@/components/status';
import type { ApplicationEntry, AssessmentOutput } from '@/protocol/assessment';
import type { LiveSession } from '@/protocol/session';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';
import { InviteForm } from './invite-form';

const words = strings.candidates;

type Application = z.infer<typeof ApplicationEntry>;
type Person = { name: string; email: string };

export type CandidatesProps = {
  assessment: AssessmentOutput;
  initial: Application[];
  sessions: readonly LiveSession[];
  mayInvite: boolean;
};

/** Who is invited, what became of it, and a link for the next one. */
export function Candidates({ assessment, initial, sessions, mayInvite }: CandidatesProps) {
  const { id } = assessment;
  const { data: applications, refetch } = api.assessment.listApplications.useQuery({ id }, { initialData: initial });
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const [refusal, setRefusal] = useState<{ email: string; message: string } | null>(null);
  const invite = api.invitation.create.useMutation();
  const shortlist = api.assessment.shortlist.useMutation();
  const started = sessions.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session more means that an invitation has been used
  useEffect(() => void refetch(), [started, refetch]);

  const inviteNow = ({ name, email }: Person, onDone?: () => void) => {
    setRefusal(null);
    invite.mutate(
      { assessmentId: id, name, email },
      {
        onSuccess: ({ token }) => {
          setLink({ name, url: `${window.location.origin}/invite/${token}` });
          onDone?.();
          void refetch();
        },
        onError: (error) => setRefusal({ email, message: error.message.replace(/^[\w.]+: /, '') }),
      },
    );
  };

  const isRenewing = (application: Application) => invite.isPending && invite.variables?.email === application.email;
  const columns: Column<Application>[] = [
    { id: 'name', header: words.columns.name, cell: (application) => application.name },
    {
      id: 'email',
      header: words.columns.email,
      cell: (application) => <span className="break-all">{application.email}</span>,
    },
    {
      id: 'state',
      header: words.columns.state,
      cell: (application) => (
        <CandidateState
          application={application}
          session={sessions.find(({ sessionId }) => sessionId === application.sessionId)}
        />
      ),
    },
  ];
  if (assessment.rules.onlyShortlisted) {
    columns.push({
      id: 'shortlist',
      header: words.columns.shortlist,
      cell: (application) => (
        <Checkbox
          label={<span className="max-md:sr-only">{words.shortlisted}</span>}
          aria-label={words.shortlistFor(application.name)}
          checked={application.isShortlisted}
          disabled={!mayInvite || shortlist.isPending}
          onChange={(event) =>
            shortlist.mutate(
              { applicationId: application.applicationId, isShortlisted: event.target.checked },
              { onSettled: () => void refetch() },
            )
          }
        />
      ),
    });
  }
  if (mayInvite) {
    columns.push({
      id: 'action',
      header: words.columns.action,
      cell: (application) => (
        <Button
          size="small"
          icon={<Link2 aria-hidden className="size-4" />}
          busy={isRenewing(application)}
          busyLabel={words.submitting}
          aria-label={words.newLinkFor(application.name)}
          onClick={() => inviteNow(application)}
        >
          {words.newLink}
        </Button>
      ),
    });
  }
  return (
    <div className="flex flex-col gap-6">
      {mayInvite && (
        <Card title={words.invite} description={words.inviteText}>
          <InviteForm isBusy={invite.isPending} onInvite={inviteNow} />
          {refusal && (
            <Notice tone="negative" live="polite" title={words.refused} className="mt-4">
              {refusal.message}
            </Notice>
          )}
        </Card>
      )}
      {link && (
        <InvitationLink key={link.url} {...link} onDismiss={() => setLink(null)}>
          {words.linkOnce}
        </InvitationLink>
      )}
      {assessment.status === 'ended' && <Notice tone="unknown">{words.closed}</Notice>}
      {applications.length === 0 ? (
        <EmptyState title={words.empty.title} icon={<UserPlus aria-hidden />}>
          {assessment.status === 'ended' ? words.empty.textEnded : words.empty.text}
        </EmptyState>
      ) : (
        <Card title={words.caption} padding="flush">
          <DataTable
            caption={words.caption}
            hideCaption
            columns={columns}
            rows={applications}
            rowKey={(application) => application.applicationId}
          />
        </Card>
      )}
    </div>
  );
}

function CandidateState({ application, session }: { application: Application; session: LiveSession | undefined }) {
  if (session?.status === 'completed') return <Status tone="positive" label={words.states.completed} />;
  if (session?.status === 'inProgress') return <Status tone="accent" label={words.states.running} />;
  return (
    <span className="flex flex-col max-md:items-end">
      <Status tone="neutral" label={words.states.invited} />
      <span className="text-muted">
        {application.linkExpiresAt ? (
          <>
            {words.states.linkUntil} <Instant value={new Date(application.linkExpiresAt)} format="day" />
          </>
        ) : (
          words.states.noLink
        )}
      </span>
    </span>
  );
}
