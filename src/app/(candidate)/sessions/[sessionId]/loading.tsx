import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';
import { strings } from './_strings';

export default function AssessmentLoading() {
  return (
    <PageFrame width="text" className="py-0! sm:py-0!">
      <LoadingRegion label={strings.loading}>
        <div className="flex flex-col gap-3 border-b py-4">
          <Skeleton className="h-6 w-56 max-w-full" />
          <div className="grid grid-cols-2 gap-6">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
          </div>
        </div>
        <SkeletonLines lines={2} className="mt-8 max-w-measure" />
        <div className="mt-8 rounded-lg border bg-surface-raised p-6">
          <Skeleton className="h-6 w-40" />
          <SkeletonLines lines={3} className="mt-5" />
          <div className="mt-6 flex flex-col gap-2">
            {['A', 'B', 'C', 'D'].map((letter) => (
              <Skeleton key={letter} className="h-12 w-full" />
            ))}
          </div>
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
