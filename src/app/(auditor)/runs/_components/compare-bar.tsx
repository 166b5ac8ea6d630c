import { Button } from '@/components/button';
import { LinkButton } from '@/components/link-button';
import { MAX_MATRIX_RUNS } from '@/protocol/run-statistics';
import { strings } from '../_library-strings';
import { matrixAddress } from '../matrix/_components/matrix-view';

const words = strings.compare;

/** Stays in view while evaluations are being chosen. The older stands first: of two it is the "before". */
export function CompareBar({ chosen, onClear }: { chosen: readonly string[]; onClear: () => void }) {
  const sorted = chosen.toSorted(); // ids begin with the time they were made
  const [a, b] = sorted;
  return (
    <div role="status" className="sticky bottom-2 z-10 mt-4 empty:hidden">
      {a !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border bg-surface-raised px-4 py-3 shadow-float">
          <span>{words.chosen(chosen.length, MAX_MATRIX_RUNS)}</span>
          <span className="flex flex-wrap gap-2">
            <Button variant="quiet" onClick={onClear}>
              {words.undo}
            </Button>
            {b !== undefined && (
              <LinkButton variant={sorted.length === 2 ? 'secondary' : 'primary'} href={matrixAddress(sorted)}>
                {words.matrix}
              </LinkButton>
            )}
            {b !== undefined && sorted.length === 2 && (
              <LinkButton variant="primary" href={`/runs/compare?a=${a}&b=${b}`}>
                {words.go}
              </LinkButton>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
