import { ChartNoAxesColumn, Library, Plus, Scale } from 'lucide-react';
import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { RUN_PAGE_SIZE } from '@/protocol/run';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { chartStrings } from './_chart-strings';
import { HistoryFilters } from './_components/history-filters';
import { RunHistory } from './_components/run-history';
import { isFiltered, readAddress, wantedRuns, writeAddress } from './_components/wanted-runs';
import { strings as library } from './_library-strings';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RunsPage({ searchParams }: Props) {
  const address = readAddress(await searchParams);
  const path = writeAddress(address);
  const login = await requireLogin(path);
  const api = await serverApi();
  const wanted = wantedRuns(address);
  const [entries, { judges }, rubrics] = await loadOr404(
    path,
    Promise.all([api.run.list(wanted), api.run.getOptions(), api.rubric.list()]),
  );
  const mayCreate = mayCreateRuns(login);
  const hasFilters = isFiltered(address);
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        actions={
          <>
            <LinkButton href="/runs/judges" icon={<Scale aria-hidden className="size-4" />}>
              {library.judges}
            </LinkButton>
            <LinkButton href="/runs/statistics" icon={<ChartNoAxesColumn aria-hidden className="size-4" />}>
              {chartStrings.dataset.link}
            </LinkButton>
            <LinkButton href="/collections" icon={<Library aria-hidden className="size-4" />}>
              {strings.collections}
            </LinkButton>
            {mayCreate && (
              <LinkButton href="/runs/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {strings.start}
              </LinkButton>
            )}
          </>
        }
      />
      {(entries.length > 0 || hasFilters) && <HistoryFilters address={address} judges={judges} rubrics={rubrics} />}
      <RunHistory
        key={path}
        initial={entries}
        wanted={wanted}
        isFiltered={hasFilters}
        pageSize={RUN_PAGE_SIZE}
        mayCreate={mayCreate}
      />
    </PageFrame>
  );
}
