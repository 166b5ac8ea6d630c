import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from '../_strings';

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.list.loading}>
        <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
          <div>
            <Skeleton className="h-10 w-56" />
            <Skeleton className="mt-2 h-6 w-80 max-w-full" />
          </div>
          <Skeleton className="h-11 w-44" />
        </div>
        <div className="flex flex-col gap-px overflow-hidden rounded-lg border">
          {['a', 'b', 'c', 'd'].map((row) => (
            <Skeleton key={row} className="h-24 rounded-none md:h-20" />
          ))}
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
