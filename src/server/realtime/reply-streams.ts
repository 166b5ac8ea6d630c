import { setTimeout as wait } from 'node:timers/promises';

/** A piece of a reply: `text` belongs at character `from`. */
export type ReplyPiece = { readonly askId: string; readonly from: number; readonly text: string };

/**
 * Replies while they are being written, from the writer in this process to the devices connected to it. Nothing is kept
 * once a reply is complete, a device on another process sees none of it, and a slow one gets larger pieces: the whole
 * reply is an event of the session, and that is what counts.
 */
export type ReplyStreams = {
  /** The reply as far as it may be shown; only ever grows. */
  write(sessionId: string, askId: string, text: string): void;
  end(sessionId: string): void;
  /** Pieces as they come, at most one in `coalesceMs`; from the beginning for who comes in the middle. */
  follow(sessionId: string, signal: AbortSignal): AsyncGenerator<ReplyPiece, void, void>;
};

export function createReplyStreams(coalesceMs = 33): ReplyStreams {
  type Writing = { askId: string; text: string };
  const writing = new Map<string, Writing>();
  const waiting = new Map<string, Set<() => void>>();

  const wake = (sessionId: string) => {
    for (const listener of [...(waiting.get(sessionId) ?? [])]) listener();
  };
  const news = (sessionId: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const group = waiting.get(sessionId) ?? new Set();
      waiting.set(sessionId, group);
      const done = () => {
        group.delete(done);
        if (group.size === 0 && waiting.get(sessionId) === group) waiting.delete(sessionId);
        signal.removeEventListener('abort', done);
        resolve();
      };
      if (signal.aborted) return done();
      group.add(done);
      signal.addEventListener('abort', done);
    });

  return {
    write(sessionId, askId, text) {
      writing.set(sessionId, { askId, text });
      wake(sessionId);
    },
    end(sessionId) {
      writing.delete(sessionId);
    },
    async *follow(sessionId, signal) {
      let askId = '';
      let sent = 0;
      while (!signal.aborted) {
        const current = writing.get(sessionId);
        if (current && current.askId !== askId) {
          askId = current.askId;
          sent = 0;
        }
        if (!current || current.text.length <= sent) {
          await news(sessionId, signal);
          continue;
        }
        yield { askId, from: sent, text: current.text.slice(sent) };
        sent = current.text.length;
        await wait(coalesceMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
