import type { Metadata } from 'next';
import { mayCreateRuns } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { RubricList } from './_components/rubric-list';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

export default async function RubricsPage() {
  const login = await requireLogin('/rubrics');
  const api = await serverApi();
  const rubrics = await loadOr404('/rubrics', api.rubric.list());
  return (
    <PageFrame>
      <PageHeader
        title={strings.title}
        description={strings.description}
        back={{ href: '/runs', label: strings.back }}
      />
      <RubricList initial={rubrics} mayManage={mayCreateRuns(login)} />
    </PageFrame>
  );
}
