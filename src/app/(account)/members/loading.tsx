import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from './_strings';

export default function MembersLoading() {
  return (
    <PageFrame>
      <LoadingRegion label={strings.loading}>
        <Skeleton className="h-9 w-48" />
        <div className="mt-10 flex flex-col gap-6">
          <Skeleton className="h-72 w-full rounded-lg" />
          <Skeleton className="h-64 w-full rounded-lg" />
          <Skeleton className="h-36 w-full rounded-lg" />
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
