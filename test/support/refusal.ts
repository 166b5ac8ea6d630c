import { isDomainError } from '@/core/errors';

/** The refusal code a call in this process ended with; null when it was served. Anything but a refusal is thrown on. */
export async function refusalOfCall(call: () => Promise<unknown>): Promise<string | null> {
  try {
    await call();
    return null;
  } catch (error) {
    const cause = error instanceof Error && !isDomainError(error) ? error.cause : error;
    if (isDomainError(cause)) return cause.code;
    throw error;
  }
}
