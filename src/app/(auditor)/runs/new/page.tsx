import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { mayCreateRuns } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { MAX_QUESTION_LENGTH } from '@/protocol/evaluation';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_strings';
import { NewRunForm } from './_components/new-run-form';

export const metadata: Metadata = { title: strings.form.title };

export default async function NewRunPage() {
  if (!mayCreateRuns(await requireLogin('/runs/new'))) notFound();
  const api = await serverApi();
  const [rubrics, { hasModel, hasPrices }, collections] = await Promise.all([
    loadOr404('/runs/new', api.rubric.list()),
    loadOr404('/runs/new', api.run.getOptions()),
    loadOr404('/runs/new', api.collection.list()),
  ]);
  return (
    <PageFrame width="wide">
      <PageHeader
        title={strings.form.title}
        description={strings.form.description}
        back={{ href: '/runs', label: strings.back }}
      />
      <NewRunForm
        questionLimit={MAX_QUESTION_LENGTH}
        rubrics={rubrics}
        collections={collections}
        hasModel={hasModel}
        hasPrices={hasPrices}
      />
    </PageFrame>
  );
}
