import { Plus } from 'lucide-react';
import { type Connection, ConnectionSign } from '@/components/connection-sign';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunSnapshot } from '@/protocol/run';
import { RunStatus } from '../../_components/run-status';
import { strings } from '../../_strings';
import { CancelRun } from './cancel-run';
import { ExportRun } from './export-run';
import { RemoveRun } from './remove-run';
import { ShareRun } from './share-run';

export type RunHeaderProps = { run: RunSnapshot; state: RunState; connection: Connection; mayManage: boolean };

export function RunHeader({ run, state, connection, mayManage }: RunHeaderProps) {
  const ended = hasEnded(state);
  return (
    <PageHeader
      back={{ href: '/runs', label: strings.back }}
      title={strings.one}
      meta={
        <>
          <RunStatus status={state.status} look="pill" />
          <span className="text-muted">
            {strings.run.submitted} <Instant value={new Date(run.createdAt)} />
          </span>
          {!ended && <ConnectionSign state={connection} />}
          {run.question && (
            <span className="line-clamp-3 w-full max-w-measure wrap-anywhere">
              <span className="text-muted">{strings.run.question}:</span> {run.question}
            </span>
          )}
        </>
      }
      actions={
        <>
          {ended && <ExportRun runId={run.runId} />}
          {mayManage &&
            (ended ? (
              <>
                <ShareRun runId={run.runId} />
                <RemoveRun runId={run.runId} />
                <LinkButton href="/runs/new" icon={<Plus aria-hidden className="size-4" />}>
                  {strings.start}
                </LinkButton>
              </>
            ) : (
              <CancelRun runId={run.runId} />
            ))}
        </>
      }
    />
  );
}
