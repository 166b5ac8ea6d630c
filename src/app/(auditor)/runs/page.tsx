import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { RUN_PAGE_SIZE } from '@/protocol/run';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { RunHistory } from './_components/run-history';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

export default async function RunsPage() {
  const login = await requireLogin('/runs');
  const api = await serverApi();
  const entries = await loadOr404('/runs', api.run.list({}));
  const mayCreate = mayCreateRuns(login);
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.title}
        description={strings.description}
        actions={
          mayCreate && (
            <LinkButton href="/runs/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {strings.start}
            </LinkButton>
          )
        }
      />
      <RunHistory initial={entries} pageSize={RUN_PAGE_SIZE} mayCreate={mayCreate} />
    </PageFrame>
  );
}
