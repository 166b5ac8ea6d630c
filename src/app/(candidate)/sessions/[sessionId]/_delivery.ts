/**
 * Sends an answer until it is known what became of it.
 *
 *     sending --result--> accepted
 *        | ^---wait------ network, server or database away, too many requests, no reply in time
 *        |--refusal-----> outdated | signedOut | notYours
 *
 * Sending again is safe: position and answer are the command, and the server gives the first result again.
 */
export type Delivery<Step> =
  | { readonly kind: 'accepted'; readonly step: Step }
  /** The session has moved on, or is over: the current state has to be fetched. */
  | { readonly kind: 'outdated'; readonly isRefused: boolean }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'notYours' };

type Deps<Step> = {
  /** One attempt, numbered from 0. */
  readonly send: (attempt: number) => Promise<Step>;
  /** Resolves after a delay or when trying again makes sense earlier. Rejects when nobody waits any more. */
  readonly wait: (delayMs: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onAttemptFailed?: (attempts: number) => void;
};

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 8_000;

/** Null when `signal` ended it first. */
export async function deliver<Step>({
  send,
  wait,
  signal,
  onAttemptFailed,
}: Deps<Step>): Promise<Delivery<Step> | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const step = await send(attempt);
      return signal.aborted ? null : { kind: 'accepted', step };
    } catch (error) {
      if (signal.aborted) return null;
      const meaning = meaningOf(error);
      if (meaning !== null) return meaning;
      onAttemptFailed?.(attempt + 1);
      await wait(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt)).catch(() => undefined);
    }
  }
  return null;
}

/** What a failed attempt says about the answer; null: nothing, so send it again. */
export function meaningOf(error: unknown): Exclude<Delivery<never>, { kind: 'accepted' }> | null {
  switch (domainCodeOf(error)) {
    case 'stale_presentation':
    case 'stale_session':
    case 'session_not_in_progress':
    case 'deadline_passed':
    case 'item_time_over':
    case 'session_paused':
    case 'answered_elsewhere':
    case 'review_not_allowed':
    case 'pause_not_allowed':
      return { kind: 'outdated', isRefused: false };
    case 'option_not_offered':
    case 'answer_malformed':
    case 'not_a_number':
    case 'answer_too_long':
    case 'invalid_input':
      return { kind: 'outdated', isRefused: true };
    case 'not_signed_in':
    case 'login_ended':
      return { kind: 'signedOut' };
    case 'session_not_found':
    case 'not_permitted':
      return { kind: 'notYours' };
    default:
      return null;
  }
}

/** The refusal's code, if the server sent one. */
export function domainCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('domainCode' in data)) return null;
  return typeof data.domainCode === 'string' ? data.domainCode : null;
}
