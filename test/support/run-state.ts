import type { Claim } from '@/core/evaluation/claim';
import { NEW_RUN, type RunState, replayRun } from '@/core/evaluation/run';
import type { RunEvent, RunEventEnvelope } from '@/core/evaluation/run-event';

const planned = (id: string) => ({ id, name: id, kind: 'builtIn' as const, provider: 'p', version: '1' });

/** A run as its events tell it, one second between two of them, the first at the epoch. */
export function aRunState({
  judges = [],
  claims = 0,
  events = [],
}: {
  judges?: readonly string[];
  claims?: number;
  events?: readonly RunEvent[];
}): RunState {
  const plan = {
    judges: judges.map(planned),
    verifier: { id: 'v', name: 'The verifier' },
    splitter: 's',
    rubric: { id: 'r', version: 1 },
    quorum: 1,
  };
  const all: RunEvent[] = [
    { type: 'runStarted', payload: { plan } },
    { type: 'claimsExtracted', payload: { claims: Array.from({ length: claims }, (_, i) => aClaim(i)), leftOut: [] } },
    ...events,
  ];
  const stored = all.map(
    (event, i) => ({ ...event, seq: i + 1, at: new Date(i * 1000).toISOString() }) as RunEventEnvelope,
  );
  return replayRun(stored, NEW_RUN);
}

const aClaim = (index: number): Claim => ({
  id: `c${index + 1}`,
  index,
  start: 10 * index,
  end: 10 * index + 9,
  text: 'A claim. ',
  kind: 'general',
});
