import type { Metadata } from 'next';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { BankLinks } from '../_components/bank-links';
import { strings } from '../_strings';
import { CheckAll } from './_components/check-all';
import { Funnel } from './_components/funnel';
import { ReviewDesk } from './_components/review-desk';

export const metadata: Metadata = { title: strings.review.title };

export default async function ReviewPage({ searchParams }: { searchParams: Promise<{ item?: string }> }) {
  const { item } = await searchParams;
  await requireLogin('/items/review');
  const api = await serverApi();
  const [queue, funnel] = await Promise.all([
    loadOr404('/items/review', api.item.list({ status: 'review', order: 'oldest' })),
    loadOr404('/items/review', api.item.getFunnel()),
  ]);
  return (
    <PageFrame width="wide">
      <PageHeader title={strings.review.title} description={strings.review.description} actions={<CheckAll />} />
      <BankLinks current="/items/review" />
      <div className="flex flex-col gap-10">
        <ReviewDesk queue={queue.entries} total={queue.total} first={item ?? null} />
        <Funnel funnel={funnel} />
      </div>
    </PageFrame>
  );
}
