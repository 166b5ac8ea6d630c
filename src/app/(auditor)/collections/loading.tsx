import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

const ROWS = ['a', 'b', 'c'];

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
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
