import { Button } from './button';
import { strings } from './strings';
import { PAGE } from './use-more';

export type ShowMoreProps = { left: number; onMore: () => void };

/** Says how many rows of a long list are not shown, and shows the next ones. Nothing when all are. */
export function ShowMore({ left, onMore }: ShowMoreProps) {
  if (left === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-4 border-t p-4 sm:px-6">
      <Button size="small" onClick={onMore} className="print:hidden">
        {strings.more.show(Math.min(PAGE, left))}
      </Button>
      <p className="figures text-muted" role="status">
        {strings.more.left(left)}
      </p>
    </div>
  );
}
