import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from '../_strings';

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-6 w-40" />
        <Skeleton className="mt-4 mb-8 h-10 w-80 max-w-full" />
        <SkeletonLines lines={2} />
        <Skeleton className="mt-6 h-40 rounded-lg" />
        <Skeleton className="mt-6 h-80 rounded-lg" />
      </LoadingRegion>
    </PageFrame>
  );
}
