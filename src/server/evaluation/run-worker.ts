/** Entry of the worker threads that do evaluation runs and other long work on texts, so that the thread with the sockets never waits for one. */

import type { DocumentPassage } from '@/core/evaluation/document-passage';
import { FACTUALITY } from '@/core/evaluation/rubric';
import type { LlmSettings } from '@/server/llm/llm-settings';
import { claimsOfModels } from './claims-of-models';
import { estimateRun } from './estimate';
import { doRun } from './local-runner';
import { RunCancelled, type RunEnd } from './pipeline';
import { createProviderLimits, type ProviderLimits } from './provider-limits';
import type { RunHooks } from './run-assignment';
import { createToolbox, type Toolbox } from './toolbox';
import type { FromWorker, RunTask, ToWorker, WorkerTask } from './worker-messages';

const toolboxes = new Map<string, Toolbox>();
const toolboxOf = (model: LlmSettings | null): Toolbox => {
  const key = JSON.stringify(model);
  const known = toolboxes.get(key) ?? createToolbox(model);
  toolboxes.set(key, known);
  return known;
};

/** Providers in this thread have no limit of their own but the pace of `breathe`. */
const IN_THREAD = new Set(['built-in']);
const inThread = createProviderLimits(() => 4);

type Distributive<T> = T extends unknown ? Omit<T, 'id'> : never;

export default async function work(task: WorkerTask): Promise<unknown> {
  switch (task.kind) {
    case 'run':
      return workOn(task);
    case 'estimate':
      return estimateRun(task.texts, task.model);
    case 'claimsOfModels':
      return claimsOfModels(task.outputs, toolboxOf(null)(FACTUALITY, false).splitter);
  }
}

async function workOn({ assignment, model, port }: RunTask): Promise<RunEnd> {
  const stop = new AbortController();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;

  const send = (message: FromWorker) => port.postMessage(message);
  const ask = (message: Distributive<FromWorker>): { id: number; answer: Promise<unknown> } => {
    last += 1;
    const id = last;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    send({ ...message, id } as FromWorker);
    return { id, answer };
  };
  port.on('message', (message: ToWorker) => {
    if (message.type === 'stop') {
      stop.abort(message.cancelled === null ? new Error('stopped') : new RunCancelled(message.cancelled));
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(message.error));
  });

  const limits: ProviderLimits = async (provider, signal, task) => {
    if (IN_THREAD.has(provider)) return inThread(provider, signal, task);
    signal.throwIfAborted();
    const { id, answer } = ask({ type: 'acquire', provider });
    let isHeld = false;
    try {
      await untilAborted(answer, signal);
      isHeld = true;
      return await task();
    } finally {
      // Given up while waiting: the place is given back when it comes.
      if (isHeld) send({ type: 'release', id });
      else
        void answer.then(
          () => send({ type: 'release', id }),
          () => undefined,
        );
    }
  };
  const hooks: RunHooks = {
    emit: async (events) => void (await ask({ type: 'emit', events }).answer),
    cache: {
      get: (key) => ask({ type: 'recall', key }).answer,
      put: async (key, answer) => void (await ask({ type: 'keep', key, answer }).answer),
    },
    limits,
    pauses: {
      pause: async (provider, ms) => void (await ask({ type: 'pause', provider, ms }).answer),
      remainingMs: async (provider) => (await ask({ type: 'askPause', provider }).answer) as number,
    },
    searchDocuments: async (terms) => (await ask({ type: 'search', terms }).answer) as DocumentPassage[],
    signal: stop.signal,
  };
  try {
    return await doRun(toolboxOf(model), assignment, hooks);
  } finally {
    port.close();
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
