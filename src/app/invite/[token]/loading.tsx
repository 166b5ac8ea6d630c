import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from './_strings';

export default function InvitationLoading() {
  return (
    <PageFrame width="text">
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-5 w-72 max-w-full" />
        <Skeleton className="mt-3 h-9 w-96 max-w-full" />
        <SkeletonLines lines={2} className="mt-6 max-w-measure" />
        <Skeleton className="mt-8 h-11 w-56" />
      </LoadingRegion>
    </PageFrame>
  );
}
