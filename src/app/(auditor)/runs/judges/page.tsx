import type { Metadata } from 'next';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings as runStrings } from '../_strings';
import { JudgeReport } from './_components/judge-report';
import { WeeklyScores } from './_components/weekly-scores';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

const PERIODS = [30, 90, 365] as const;
const USUAL = 90;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JudgesPage({ searchParams }: Props) {
  const wanted = Number((await searchParams).days);
  const days = PERIODS.find((period) => period === wanted) ?? USUAL;
  const path = `/runs/judges?days=${days}`;
  await requireLogin(path);
  const api = await serverApi();
  const { runs, limit, judges } = await loadOr404(path, api.run.getJudges({ days }));
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        back={{ href: '/runs', label: runStrings.back }}
      />
      <nav aria-label={strings.period} className="mb-4 flex flex-wrap gap-2">
        {PERIODS.map((period) => (
          <LinkButton
            key={period}
            size="small"
            href={`/runs/judges?days=${period}`}
            variant={period === days ? 'primary' : 'secondary'}
            {...(period === days ? { 'aria-current': 'page' as const } : {})}
          >
            {strings.days(period)}
          </LinkButton>
        ))}
      </nav>
      {judges.length === 0 ? (
        <EmptyState title={strings.emptyTitle} action={<LinkButton href="/runs">{runStrings.back}</LinkButton>}>
          {strings.empty}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <p className="text-muted">{strings.from(runs, days, runs < limit)}</p>
          <WeeklyScores judges={judges} />
          {judges.map((judge) => (
            <JudgeReport key={judge.judgeId} judge={judge} />
          ))}
        </div>
      )}
    </PageFrame>
  );
}
