import type { Metadata } from 'next';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { chartStrings } from '../_chart-strings';
import { CalibrationCard } from '../_components/calibration-card';
import { FigureGroupCard } from '../_components/figure-group-card';
import { RangeLinks } from './_components/range-links';
import { GROUPS, rangeOf } from './_components/statistics-view';

const words = chartStrings.dataset;

export const metadata: Metadata = { title: words.title };

type Props = { searchParams: Promise<{ days?: string | string[] }> };

/** What many evaluations say together: rates, agreement and reliability, over a range of days. */
export default async function StatisticsPage({ searchParams }: Props) {
  const days = rangeOf((await searchParams).days);
  const path = `/runs/statistics?days=${days}`;
  await requireLogin(path);
  const api = await serverApi();
  const { n, limit, figures } = await loadOr404(path, api.run.getStatistics({ days }));
  return (
    <PageFrame width="wide">
      <PageHeader
        back={{ href: '/runs', label: words.back }}
        title={words.title}
        description={n === limit ? words.limited(limit) : words.description(n)}
        actions={<RangeLinks days={days} />}
      />
      <div className="flex flex-col gap-8">
        {n === 0 ? (
          <EmptyState title={words.emptyTitle} action={<LinkButton href="/runs/new">{words.begin}</LinkButton>}>
            {words.empty}
          </EmptyState>
        ) : (
          GROUPS.map((group) => (
            <FigureGroupCard
              key={group.id}
              group={group}
              figures={figures}
              fileName={`evaluations-${days}-days-${group.id}`}
            />
          ))
        )}
        <CalibrationCard />
      </div>
    </PageFrame>
  );
}
