/**
 * An answer on its way, kept in the tab until the server acknowledged it, so that a reload sends it again. Storage may be
 * forbidden or full; then a reload asks the candidate to choose again, and nothing else is lost.
 */
export type Answer = { readonly position: number; readonly optionId: string };

const keyOf = (sessionId: string, position: number) => `assay.answer.${sessionId}.${position}`;

export function keepAnswer(sessionId: string, { position, optionId }: Answer): void {
  try {
    sessionStorage.setItem(keyOf(sessionId, position), optionId);
  } catch {}
}

export function forgetAnswer(sessionId: string, position: number): void {
  try {
    sessionStorage.removeItem(keyOf(sessionId, position));
  } catch {}
}

export function keptAnswer(sessionId: string, position: number): Answer | null {
  try {
    const optionId = sessionStorage.getItem(keyOf(sessionId, position));
    return optionId === null ? null : { position, optionId };
  } catch {
    return null;
  }
}
