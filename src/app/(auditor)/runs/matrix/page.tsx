import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { EmptyState } from '@/components/empty-state';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import type { RunSnapshot } from '@/protocol/run';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { FigureGroupCard } from '../_components/figure-group-card';
import { RunStatus } from '../_components/run-status';
import { strings as runStrings } from '../_strings';
import { ClaimMatrixCard } from './_components/claim-matrix-card';
import { MatrixFilters } from './_components/matrix-filters';
import {
  filterCounts,
  letterOf,
  MODEL_FIGURES,
  matrixAddress,
  matrixLimits,
  matrixRows,
  modelFigures,
  readFilter,
  runsOfAddress,
  wantedRows,
} from './_components/matrix-view';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MatrixPage({ searchParams }: Props) {
  const { runs: named, show } = await searchParams;
  const runIds = runsOfAddress(named);
  const filter = readFilter(show);
  if (!runIds) {
    await requireLogin('/runs/matrix');
    return (
      <PageFrame width="text">
        <PageHeader title={strings.title} back={{ href: '/runs', label: runStrings.back }} />
        <EmptyState title={strings.chooseTitle} action={<LinkButton href="/runs">{strings.toList}</LinkButton>}>
          {strings.choose}
        </EmptyState>
      </PageFrame>
    );
  }
  const path = matrixAddress(runIds, filter);
  await requireLogin(path);
  const api = await serverApi();
  const [matrix, runs] = await loadOr404(
    path,
    Promise.all([api.run.getClaimMatrix({ runIds }), Promise.all(runIds.map((runId) => api.run.get({ runId })))]),
  );
  const rows = matrixRows(matrix, runs);
  const limits = matrixLimits(runs);
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description(runs.length)}
        back={{ href: '/runs', label: runStrings.back }}
      />
      <div className="flex flex-col gap-8">
        {limits.length > 0 && (
          <Notice tone="caution" title={strings.limitsTitle}>
            <ul className="list-disc pl-5">
              {limits.map((limit) => (
                <li key={limit}>{strings.limits[limit]}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Outputs runs={runs} />
        <FigureGroupCard group={MODEL_FIGURES} figures={modelFigures(matrix)} fileName="consensus-of-outputs" />
        <ClaimMatrixCard
          rows={wantedRows(rows, filter)}
          size={runs.length}
          {...(rows.length > 0
            ? {
                filters: <MatrixFilters runIds={runIds} filter={filter} counts={filterCounts(rows)} />,
                empty: strings.none,
              }
            : {})}
        />
      </div>
    </PageFrame>
  );
}

function Outputs({ runs }: { runs: readonly RunSnapshot[] }) {
  return (
    <Card title={strings.outputs} padding="flush">
      <DataTable
        caption={strings.outputs}
        hideCaption
        rows={runs.map((run, index) => ({ run, letter: letterOf(index) }))}
        rowKey={({ run }) => run.runId}
        columns={[
          { id: 'letter', header: strings.letter, cell: ({ letter }) => letter },
          {
            id: 'text',
            header: strings.text,
            cell: ({ run }) => (
              <Link href={`/runs/${run.runId}`} className="line-clamp-2 max-w-prose text-link wrap-anywhere">
                {run.output.slice(0, 300).trim() || runStrings.history.untitled}
              </Link>
            ),
          },
          { id: 'state', header: strings.state, cell: ({ run }) => <RunStatus status={run.state.status} /> },
          {
            id: 'submitted',
            header: strings.submitted,
            cell: ({ run }) => <Instant value={new Date(run.createdAt)} />,
          },
        ]}
      />
    </Card>
  );
}
