import { WebSocket } from 'ws';
import { SLOW_READER } from './drained';

/** Largest frame a client may send; a larger one closes the socket with 1009. */
export const MAX_FRAME_BYTES = 64 * 1024;

/** A client that has this much waiting to be read gets no further question answered; it is closed with 1013 when it asks. */
export const MAX_UNREAD_BYTES = 2 * 1024 * 1024;

export const TOO_MANY_MESSAGES = { code: 1008, reason: 'too_many_messages' } as const;

/**
 * A server socket that counts before it listens: more than `messagesPerSecond` (a burst of the same size is allowed)
 * closes it with 1008, and what came after the limit is never handed to the application.
 */
export function guardedSocketClass(messagesPerSecond: number): typeof WebSocket {
  return class GuardedSocket extends WebSocket {
    #allowance = messagesPerSecond;
    #countedAt = performance.now();

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (event === 'message' && !this.#admits()) return false;
      return super.emit(event as 'message', ...(args as []));
    }

    #admits(): boolean {
      if (this.readyState !== WebSocket.OPEN) return false;
      if (this.bufferedAmount > MAX_UNREAD_BYTES) {
        this.close(SLOW_READER.code, SLOW_READER.reason);
        return false;
      }
      const now = performance.now();
      const earned = ((now - this.#countedAt) / 1000) * messagesPerSecond;
      this.#allowance = Math.min(messagesPerSecond, this.#allowance + earned);
      this.#countedAt = now;
      if (this.#allowance < 1) {
        this.close(TOO_MANY_MESSAGES.code, TOO_MANY_MESSAGES.reason);
        return false;
      }
      this.#allowance -= 1;
      return true;
    }
  };
}
