import type { ItemAnswer } from '@/core/items/answer';
import { ItemAnswerSchema } from '@/protocol/item';

/**
 * An answer on its way, kept in the tab until the server acknowledged it, so that a reload sends it again. Storage may be
 * forbidden or full; then a reload asks the candidate to answer again, and nothing else is lost.
 */
export type Answer = { readonly position: number; readonly answer: ItemAnswer };

const keyOf = (sessionId: string, position: number) => `assay.answer.${sessionId}.${position}`;

export function keepAnswer(sessionId: string, { position, answer }: Answer): void {
  try {
    sessionStorage.setItem(keyOf(sessionId, position), JSON.stringify(answer));
  } catch {}
}

export function forgetAnswer(sessionId: string, position: number): void {
  try {
    sessionStorage.removeItem(keyOf(sessionId, position));
  } catch {}
}

export function keptAnswer(sessionId: string, position: number): Answer | null {
  try {
    const kept = sessionStorage.getItem(keyOf(sessionId, position));
    const { success, data } = ItemAnswerSchema.safeParse(kept === null ? null : JSON.parse(kept));
    return success ? { position, answer: data } : null;
  } catch {
    return null;
  }
}
