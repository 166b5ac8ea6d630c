'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';

export type ScrollFrameProps = {
  /** Names the frame once it can be scrolled, and so can take the focus. */
  label: string;
  className?: string;
  children: ReactNode;
};

/** Wide content scrolls in here, never the page. Reachable by keyboard only while there is something to scroll. */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    measure();
    return () => observer.disconnect();
  }, []);
  const reachable = overflows ? ({ role: 'region', 'aria-label': label, tabIndex: 0 } as const) : {};
  return (
    <div ref={frame} {...reachable} className={classNames('relative overflow-auto print:overflow-visible', className)}>
      {children}
    </div>
  );
}
