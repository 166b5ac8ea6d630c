import { durationWords } from '@/components/format-duration';

/** A short length of time with the precision it deserves: "48 ms", "1.2 seconds", "2 minutes 5 seconds". */
export function elapsed(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 1_000) return `${Math.round(ms)}\u00a0ms`;
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} seconds` : durationWords(ms);
}
