import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

export default function Loading() {
  return (
    <PageFrame width="wide">
      <LoadingRegion label={strings.loading}>
        <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
          <Skeleton className="h-9 w-56 max-w-full" />
          <Skeleton className="h-11 w-44" />
        </div>
        <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
          <Skeleton className="h-48 w-full" />
          <Skeleton className="h-24 w-full" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
