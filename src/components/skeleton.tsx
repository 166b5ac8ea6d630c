import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { strings } from './strings';

/** A grey shape where something will be. Give it the size of the real thing; wrap the whole view in `LoadingRegion`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={classNames('rounded-md bg-border/60 motion-safe:animate-breathe', className ?? 'h-4 w-full')}
    />
  );
}

/** Lines of text to come, the last one shorter. */
export function SkeletonLines({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div className={classNames('flex flex-col gap-3', className)}>
      {Array.from({ length: lines }, (_, line) => line + 1).map((line) => (
        <Skeleton key={line} className={classNames('h-4', line === lines ? 'w-3/5' : 'w-full')} />
      ))}
    </div>
  );
}

/** Holds the skeletons of a view and says once, in words, that it is loading. */
export function LoadingRegion({ label = strings.loading, children }: { label?: string; children: ReactNode }) {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        {label}
      </p>
      {children}
    </div>
  );
}
