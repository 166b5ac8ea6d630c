import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';

const ROWS = ['a', 'b', 'c'];

/** The shape of a page that lists things on cards. */
export function LoadingList({ label }: { label: string }) {
  return (
    <PageFrame>
      <LoadingRegion label={label}>
        <Skeleton className="mb-8 h-9 w-72 max-w-full" />
        <div className="flex flex-col gap-4">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-24 w-full" />
          ))}
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
