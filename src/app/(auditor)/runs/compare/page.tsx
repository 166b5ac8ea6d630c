import type { Metadata } from 'next';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import type { RunSnapshot } from '@/protocol/run';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { RunStatus } from '../_components/run-status';
import { strings as runStrings } from '../_strings';
import { ClaimMatrixCard } from '../matrix/_components/claim-matrix-card';
import { matrixRows } from '../matrix/_components/matrix-view';
import { ClaimsSideBySide } from './_components/claims-side-by-side';
import { differencesOf, limitsOf, pairedClaims, pairedScores } from './_components/compared';
import { ComparisonFigures, PairedScores } from './_components/comparison-figures';
import { Differences } from './_components/differences';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ComparePage({ searchParams }: Props) {
  const { a, b } = await searchParams;
  if (typeof a !== 'string' || typeof b !== 'string' || a === b) {
    await requireLogin('/runs/compare');
    return (
      <PageFrame width="text">
        <PageHeader title={strings.title} back={{ href: '/runs', label: runStrings.back }} />
        <EmptyState title={strings.chooseTitle} action={<LinkButton href="/runs">{strings.toList}</LinkButton>}>
          {a !== undefined && a === b ? strings.same : strings.choose}
        </EmptyState>
      </PageFrame>
    );
  }
  const path = `/runs/compare?${new URLSearchParams({ a, b })}`;
  await requireLogin(path);
  const api = await serverApi();
  const [first, second, figures] = await loadOr404(
    path,
    Promise.all([api.run.get({ runId: a }), api.run.get({ runId: b }), api.run.getComparison({ first: a, second: b })]),
  );
  const matrix = first.output === second.output ? null : await api.run.getClaimMatrix({ runIds: [a, b] });
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        back={{ href: '/runs', label: runStrings.back }}
      />
      <div className="flex flex-col gap-8">
        <div className="grid gap-6 sm:grid-cols-2">
          <Side title={strings.first} run={first} />
          <Side title={strings.second} run={second} />
        </div>
        <Differences differences={differencesOf(first, second)} limits={limitsOf(first, second)} />
        <ComparisonFigures figures={figures} />
        <PairedScores scores={pairedScores(first, second)} />
        {matrix ? (
          <ClaimMatrixCard rows={matrixRows(matrix, [first, second])} size={2} />
        ) : (
          <ClaimsSideBySide claims={pairedClaims(first, second)} />
        )}
      </div>
    </PageFrame>
  );
}

function Side({ title, run }: { title: string; run: RunSnapshot }) {
  return (
    <Card title={title}>
      <p className="flex flex-wrap items-center gap-x-3">
        <RunStatus status={run.state.status} />
        <span className="text-muted">
          {strings.submitted} <Instant value={new Date(run.createdAt)} />
        </span>
      </p>
      <p className="mt-2 line-clamp-2 wrap-anywhere">{run.output.slice(0, 300)}</p>
      <LinkButton href={`/runs/${run.runId}`} size="small" className="mt-3">
        {strings.open}
      </LinkButton>
    </Card>
  );
}
