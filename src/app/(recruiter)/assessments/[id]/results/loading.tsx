import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

export default function Loading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
        <Skeleton className="mb-8 h-16 w-2/3" />
        <Skeleton className="mb-6 h-72" />
        <Skeleton className="h-40" />
      </LoadingRegion>
    </PageFrame>
  );
}
