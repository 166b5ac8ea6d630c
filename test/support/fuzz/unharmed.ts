import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import type { AssayServer } from '~test/support/assay-server';

/**
 * Frames for each kind of socket and each family of routes. 5,000 in the checks that decide about a change: every message
 * type and every route is reached by then, success included (the tests insist), and all of it takes one to two minutes.
 * What only comes up once in many thousands is for the full size: FUZZ_FRAMES=100000, with any FUZZ_SEED.
 */
export const FRAMES = Number(process.env.FUZZ_FRAMES ?? 5_000);
export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
export const TIMEOUT_MS = 120_000 + FRAMES * 40;

/** How much the heap may grow between a quarter of the way and the end. Both ends of every connection live in it. */
const GROWTH_MIB = 48;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapMiB = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** How often something happened, by name; printed at the end, so that it is seen what was reached. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.counts.set(name, this.of(name) + by);
  }

  of = (name: string): number => this.counts.get(name) ?? 0;
  names = (): string[] => [...this.counts.keys()];

  print(title: string): void {
    const rows = [...this.counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
    process.stdout.write(
      `${title}\n${rows.map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`).join('\n')}\n`,
    );
  }
}

/** Watches over a server while it is sent what nobody should send. */
export function watchOver(assay: AssayServer) {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  let early: number | null = null;
  const started = performance.now();
  return {
    /** Call now and then with how far it is, 0 to 1. */
    progress(share: number): void {
      if (early === null && share >= 0.25) early = heapMiB();
    },
    /** It still answers, left nothing unhandled, and its memory is where it was. */
    async expectUnharmed(title: string): Promise<void> {
      process.off('unhandledRejection', note);
      process.off('uncaughtException', note);
      expect(unhandled).toEqual([]);
      expect((await fetch(`${assay.origin}/healthz`)).status).toBe(200);
      const late = heapMiB();
      const seconds = (performance.now() - started) / 1000;
      const figures = `heap ${early?.toFixed(1)} MiB after a quarter, ${late.toFixed(1)} MiB at the end`;
      process.stdout.write(`${title}: ${FRAMES} frames, seed ${SEED}, ${seconds.toFixed(1)} s, ${figures}\n`);
      expect(late - early!).toBeLessThan(GROWTH_MIB);
    },
  };
}
