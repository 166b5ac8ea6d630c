import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';

export default function Loading() {
  return (
    <PageFrame width="wide">
      <LoadingRegion>
        <div className="flex flex-col gap-8">
          <Skeleton className="h-16 max-w-md" />
          {['rates', 'points', 'agreement'].map((card) => (
            <div key={card} className="rounded-lg border bg-surface-raised p-6">
              <SkeletonLines lines={5} />
            </div>
          ))}
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
