import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from '../_strings';

export default function InstructionsLoading() {
  return (
    <PageFrame width="text">
      <LoadingRegion label={strings.instructions.loading}>
        <Skeleton className="h-5 w-40" />
        <Skeleton className="mt-5 h-9 w-80 max-w-full" />
        <Skeleton className="mt-3 h-5 w-48" />
        <Skeleton className="mt-8 h-36 w-full rounded-lg" />
        <SkeletonLines lines={5} className="mt-10" />
        <SkeletonLines lines={3} className="mt-10" />
      </LoadingRegion>
    </PageFrame>
  );
}
