import { PageFrame } from '@/components/page-frame';
import { LoadingRegion, Skeleton, SkeletonLines } from '@/components/skeleton';

/** What stands in for a page of cards under a title while its figures are drawn. */
export function FiguresLoading({ cards }: { cards: readonly string[] }) {
  return (
    <PageFrame width="wide">
      <LoadingRegion>
        <div className="flex flex-col gap-8">
          <Skeleton className="h-16 max-w-md" />
          {cards.map((card) => (
            <div key={card} className="rounded-lg border bg-surface-raised p-6">
              <SkeletonLines lines={5} />
            </div>
          ))}
        </div>
      </LoadingRegion>
    </PageFrame>
  );
}
