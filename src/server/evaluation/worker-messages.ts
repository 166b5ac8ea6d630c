import type { MessagePort } from 'node:worker_threads';
import type { RunEvent } from '@/core/evaluation/run-event';
import type { LlmSettings } from '@/server/llm/llm-settings';
import type { ModelOutput } from './claims-of-models';
import type { Estimated } from './estimate';
import type { RunAssignment } from './run-assignment';

/** What a worker thread is given. `port` carries the messages below while a run lasts. */
export type WorkerTask =
  | { kind: 'run'; assignment: RunAssignment; model: LlmSettings | null; port: MessagePort }
  | { kind: 'estimate'; texts: Estimated; model: LlmSettings | null }
  | { kind: 'claimsOfModels'; outputs: readonly ModelOutput[] };

export type RunTask = Extract<WorkerTask, { kind: 'run' }>;

/**
 * From the thread to the process. All but `release` are answered by a `reply` of the same id. `acquire` is answered when the provider
 * has a place free, and held until `release` names it: limits hold over all threads.
 */
export type FromWorker =
  | { type: 'emit'; id: number; events: readonly RunEvent[] }
  | { type: 'recall'; id: number; key: string }
  | { type: 'keep'; id: number; key: string; answer: unknown }
  | { type: 'search'; id: number; terms: readonly string[] }
  | { type: 'acquire'; id: number; provider: string }
  | { type: 'release'; id: number }
  | { type: 'pause'; id: number; provider: string; ms: number }
  | { type: 'askPause'; id: number; provider: string };

/** From the process to the thread. `stop` interrupts the run, or cancels it when there is a wish to record. */
export type ToWorker =
  | { type: 'reply'; id: number; value?: unknown; error?: string }
  | { type: 'stop'; cancelled: string | null };
