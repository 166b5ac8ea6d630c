import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { strings } from '../_strings';

export default function Loading() {
  return (
    <PageFrame width="wide">
      <LoadingRegion label={strings.form.title}>
        <Skeleton className="mb-8 h-9 w-64 max-w-full" />
        <div className="grid gap-6 lg:grid-cols-2">
          <Skeleton className="h-80 w-full" />
          <Skeleton className="h-80 w-full" />
        </div>
        <Skeleton className="mt-6 h-20 w-full" />
      </LoadingRegion>
    </PageFrame>
  );
}
