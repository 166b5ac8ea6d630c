import type { Metadata } from 'next';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { BankLinks } from '../_components/bank-links';
import { strings } from '../_strings';
import { EarlierGenerations } from './_components/earlier-generations';
import { GenerateForm } from './_components/generate-form';
import { LiveGeneration } from './_components/live-generation';

export const metadata: Metadata = { title: strings.generate.title };

export default async function GeneratePage({ searchParams }: { searchParams: Promise<{ task?: string }> }) {
  const { task } = await searchParams;
  await requireLogin('/items/generate');
  const api = await serverApi();
  const [overview, skills] = await Promise.all([
    loadOr404('/items/generate', api.item.getGeneration()),
    loadOr404('/items/generate', api.item.listSkills()),
  ]);
  const words = strings.generate;
  return (
    <PageFrame width="wide">
      <PageHeader title={words.title} description={words.description} />
      <BankLinks current="/items/generate" />
      <div className="flex max-w-3xl flex-col gap-8">
        {overview.modelName === null && (
          <Notice tone="caution" title={words.noModel}>
            {words.noModelText}
          </Notice>
        )}
        {task && <LiveGeneration key={task} taskId={task} />}
        {overview.modelName !== null && <GenerateForm skills={skills} />}
        <EarlierGenerations earlier={overview.earlier} skills={skills} />
      </div>
    </PageFrame>
  );
}
