import { PageFrame } from '@/components/page-frame';
import { PageShell } from '@/components/page-shell';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from './strings';

/** For pages without a shape of their own: a header, a title, a body. */
export default function Loading() {
  return (
    <PageShell header={<div className="h-[61px] border-b bg-surface-raised" />}>
      <PageFrame>
        <LoadingRegion label={strings.loading}>
          <Skeleton className="h-9 w-64 max-w-full" />
          <SkeletonLines lines={2} className="mt-6 max-w-measure" />
          <Skeleton className="mt-8 h-64 w-full" />
        </LoadingRegion>
      </PageFrame>
    </PageShell>
  );
}
