import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from '../_strings';

const STAGES = ['a', 'b', 'c', 'd'];

export default function Loading() {
  return (
    <PageFrame width="wide">
      <LoadingRegion label={strings.loadingOne}>
        <Skeleton className="mb-8 h-9 w-72 max-w-full" />
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          {STAGES.map((stage) => (
            <Skeleton key={stage} className="h-24 w-full" />
          ))}
        </div>
        <Skeleton className="mt-8 h-56 w-full" />
        <div className="mt-8 grid gap-6 lg:grid-cols-2">
          <SkeletonLines lines={10} />
          <SkeletonLines lines={10} />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
