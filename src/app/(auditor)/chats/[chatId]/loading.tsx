import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from '../_strings';

export default function Loading() {
  return (
    <PageFrame width="wide">
      <LoadingRegion label={strings.loadingOne}>
        <Skeleton className="mb-8 h-9 w-72 max-w-full" />
        <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="flex flex-col gap-6">
            <Skeleton className="h-12 w-2/3 self-end" />
            <SkeletonLines lines={6} />
            <Skeleton className="h-32 w-full" />
          </div>
          <Skeleton className="h-64 w-full" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
