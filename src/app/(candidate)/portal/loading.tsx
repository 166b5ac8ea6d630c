import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

export default function PortalLoading() {
  return (
    <PageFrame width="text">
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-9 w-64 max-w-full" />
        <Skeleton className="mt-3 h-5 w-96 max-w-full" />
        <Skeleton className="mt-10 h-7 w-32" />
        <div className="mt-3 flex flex-col gap-4">
          <Skeleton className="h-40 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
