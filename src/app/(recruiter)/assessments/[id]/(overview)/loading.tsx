import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from '../../_strings';

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.detail.loading}>
        <Skeleton className="h-6 w-32" />
        <div className="mt-4 mb-8 flex flex-wrap items-end justify-between gap-4">
          <div>
            <Skeleton className="h-10 w-80 max-w-full" />
            <Skeleton className="mt-3 h-7 w-24 rounded-full" />
          </div>
          <Skeleton className="h-11 w-40" />
        </div>
        <Skeleton className="h-11 w-full max-w-xl" />
        <Skeleton className="mt-6 h-64 rounded-lg" />
      </LoadingRegion>
    </PageFrame>
  );
}
