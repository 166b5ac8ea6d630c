import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

/** Three steps to come. */
export function DraftSkeleton() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-6 w-32" />
        <Skeleton className="mt-4 h-10 w-72 max-w-full" />
        <div className="mt-8 flex flex-col gap-6">
          <Skeleton className="h-80 rounded-lg" />
          <Skeleton className="h-72 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
