import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ClaimsOfModels } from '@/core/evaluation/claims-of-models';
import type { EstimatedReader } from '@/core/evaluation/spending';
import type { LlmSettings } from '@/server/llm/llm-settings';
import { RunCancelled, type RunEnd } from './pipeline';
import type { RunAssignment, RunHooks, RunRunner } from './run-assignment';
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages';

/** Runs a thread works on at the same time: while one waits for a model, the others go on. */
const RUNS_A_THREAD = 8;
const MAX_THREADS = 4;
/** A thread that needs more than this has met a bug; its runs fail instead of the process. */
const MAX_HEAP_MB = 1_024;

const isSource = import.meta.url.endsWith('.ts');
const ENTRY = new URL(isSource ? './run-worker.ts' : './run-worker.mjs', import.meta.url);

/**
 * Does runs in worker threads: reading, comparing, judging and drawing figures cost this thread nothing but passing on their events.
 * Storing, the cache and the places at providers stay here and are asked for by messages. One processor is left to this thread.
 */
export function createPooledRunner(
  model: LlmSettings | null,
  threads = Math.max(1, Math.min(MAX_THREADS, availableParallelism() - 1)),
): RunRunner {
  const pool = new Piscina<WorkerTask, unknown>({
    filename: ENTRY.href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: RUNS_A_THREAD,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    // The loader of TypeScript where the sources run as they are; the build has none.
    ...(isSource && { execArgv: ['--import', 'tsx'] }),
  });
  return {
    async run(assignment: RunAssignment, hooks: RunHooks): Promise<RunEnd> {
      hooks.signal.throwIfAborted();
      const { port1: here, port2: port } = new MessageChannel();
      const broken: { cause: unknown }[] = [];
      const stop = () => {
        const { reason } = hooks.signal;
        post(here, { type: 'stop', cancelled: reason instanceof RunCancelled ? reason.message : null });
      };
      serve(here, hooks, (cause) => broken.push({ cause }));
      hooks.signal.addEventListener('abort', stop, { once: true });
      try {
        const task: WorkerTask = { kind: 'run', assignment, model, port };
        return (await pool.run(task, { transferList: [port] })) as RunEnd;
      } catch (error) {
        // What failed here, with its own class, and not the copy that came back from the thread.
        throw broken[0] ? broken[0].cause : error;
      } finally {
        hooks.signal.removeEventListener('abort', stop);
        here.close();
      }
    },
    estimate: async (texts) => (await pool.run({ kind: 'estimate', texts, model })) as EstimatedReader[],
    claimsOfModels: async (outputs) => (await pool.run({ kind: 'claimsOfModels', outputs })) as ClaimsOfModels,
    close: () => pool.destroy(),
  };
}

const post = (port: MessagePort, message: ToWorker): void => port.postMessage(message);

function serve(port: MessagePort, hooks: RunHooks, onBroken: (cause: unknown) => void): void {
  const held = new Map<number, () => void>();
  const reply = async (id: number, work: () => Promise<unknown>, isVital = false) => {
    try {
      post(port, { type: 'reply', id, value: await work() });
    } catch (error) {
      if (isVital) onBroken(error);
      post(port, { type: 'reply', id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', (message: FromWorker) => {
    switch (message.type) {
      case 'emit':
        return void reply(message.id, () => hooks.emit(message.events), true);
      case 'recall':
        return void reply(message.id, () => hooks.cache.get(message.key));
      case 'keep':
        return void reply(message.id, () => hooks.cache.put(message.key, message.answer));
      case 'search':
        return void reply(message.id, () => hooks.searchDocuments(message.terms));
      case 'pause':
        return void reply(message.id, () => hooks.pauses.pause(message.provider, message.ms));
      case 'askPause':
        return void reply(message.id, () => hooks.pauses.remainingMs(message.provider));
      case 'acquire':
        return void reply(message.id, () => acquired(message.provider, message.id));
      case 'release':
        held.get(message.id)?.();
        return void held.delete(message.id);
    }
  });
  // A run that ended, or a thread that died, holds no place at a provider.
  port.on('close', () => {
    for (const release of held.values()) release();
    held.clear();
  });

  function acquired(provider: string, id: number): Promise<void> {
    return new Promise((resolve, reject) => {
      hooks
        .limits(provider, hooks.signal, () => {
          resolve();
          return new Promise<void>((release) => held.set(id, release));
        })
        .catch(reject);
    });
  }
}
