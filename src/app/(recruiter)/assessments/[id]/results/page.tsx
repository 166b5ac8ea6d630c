import { ListOrdered } from 'lucide-react';
import type { Metadata } from 'next';
import { mayManage } from '@/app/_roles';
import { EmptyState } from '@/components/empty-state';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { loadAssessment } from '../load-assessment';
import { NormGroups } from './_components/norm-groups';
import { RankingList } from './_components/ranking-list';
import { ResultsFiles } from './_components/results-files';
import { TechnicalSheet } from './_components/technical-sheet';
import { strings } from './_strings';

type Props = { params: Promise<{ id: string }> };

const pathOf = (id: string) => `/assessments/${id}/results`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: strings.documentTitle((await loadAssessment(pathOf(id), id)).title) };
}

/** Everyone with a result, in groups that the results cannot tell apart. */
export default async function ResultsPage({ params }: Props) {
  const { id } = await params;
  const path = pathOf(id);
  const login = await requireLogin(path);
  const assessment = await loadAssessment(path, id);
  const results = await loadOr404(path, (await serverApi()).report.listResults({ assessmentId: id }));
  const scored = results.technical.n;
  return (
    <PageFrame>
      <PageHeader
        title={strings.title}
        description={assessment.title}
        back={{ href: `/assessments/${id}`, label: assessment.title }}
        actions={scored + results.unscored > 0 && <ResultsFiles assessmentId={id} />}
      />
      {scored === 0 ? (
        <EmptyState title={strings.empty.title} icon={<ListOrdered aria-hidden />}>
          {strings.empty.text}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <RankingList assessmentId={id} results={results} />
          <TechnicalSheet technical={results.technical} />
          <NormGroups assessmentId={id} groups={results.normGroups} scored={scored} mayCreate={mayManage(login)} />
        </div>
      )}
    </PageFrame>
  );
}
