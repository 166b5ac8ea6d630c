import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** In the place of a page with a heading, a button and a list of rows, while it loads. */
export function LoadingRows({ label }: { label: string }) {
  return (
    <PageFrame width="wide">
      <LoadingRegion label={label}>
        <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
          <Skeleton className="h-9 w-56 max-w-full" />
          <Skeleton className="h-11 w-44" />
        </div>
        <div className="rounded-lg border bg-surface-raised">
          {ROWS.map((row) => (
            <div key={row} className="flex flex-wrap gap-x-8 gap-y-3 border-b p-4 last:border-b-0 sm:px-6">
              <Skeleton className="h-6 w-96 max-w-full" />
              <Skeleton className="h-6 w-28" />
              <Skeleton className="h-6 w-32" />
            </div>
          ))}
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
