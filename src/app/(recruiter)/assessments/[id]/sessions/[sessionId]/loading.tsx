import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-6 w-40" />
        <Skeleton className="mt-4 h-10 w-64 max-w-full" />
        <Skeleton className="mt-3 mb-8 h-6 w-96 max-w-full" />
        <Skeleton className="h-20 rounded-lg" />
        <div className="mt-6 grid gap-6 lg:grid-cols-2">
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
