import 'server-only';
import { TRPCError } from '@trpc/server';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type DomainErrorCode, isDomainError } from '@/core/errors';
import type { SharedRun } from '@/protocol/run-share';
import type { Login } from '@/server/policy';
import { runtime } from '@/server/runtime';

/** The login of the page being rendered, looked up once per request; null when nobody is signed in. */
export const currentLogin = cache(async (): Promise<Login | null> => {
  const sent = await cookies(); // first: it tells the build that the page belongs to a request
  return runtime().loginOf(sent.toString());
});

/** The login, or a way to the sign-in page and back to `path`. */
export async function requireLogin(path: string): Promise<Login> {
  return (await currentLogin()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}

const visitorAddress = async (): Promise<string> => (await headers()).get('x-client-address') ?? 'unknown';

/** The API for server components: the same procedures and policies as over the wire, called in process. */
export const serverApi = cache(async () => {
  const [login, address] = await Promise.all([currentLogin(), visitorAddress()]);
  return runtime().caller(login, address);
});

/** What a page asks for, with refusals turned into the page's own answers: sign in, or "not found" for what is not theirs. */
export async function loadOr404<T>(path: string, load: Promise<T>): Promise<T> {
  try {
    return await load;
  } catch (error) {
    const cause =
      error instanceof TRPCError || (error instanceof Error && error.name === 'TRPCError') ? error.cause : error;
    if (isDomainError(cause)) {
      if (cause.code === 'not_signed_in' || cause.code === 'login_ended')
        redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
      if (cause.code.endsWith('not_found') || cause.code === 'not_permitted') notFound();
    }
    if (error instanceof Error && 'code' in error && error.code === 'BAD_REQUEST') notFound(); // a malformed id in the address
    throw error;
  }
}

/** Whether anybody may make an account; known without the database, so that the front door opens while that is away. */
export async function isRegistrationOpen(): Promise<boolean> {
  await headers(); // tells the build that the page belongs to a request
  return runtime().isRegistrationOpen;
}

/** What a page asks for, or the code it was refused with, for pages that have an answer to each; failures are thrown on. */
export async function orRefusal<T>(load: Promise<T>): Promise<{ value: T } | { refusal: DomainErrorCode }> {
  try {
    return { value: await load };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (isDomainError(cause)) return { refusal: cause.code };
    if (error instanceof Error && 'code' in error && error.code === 'BAD_REQUEST') return { refusal: 'invalid_input' };
    throw error;
  }
}

/** What a share link leads to, for a visitor who need not be signed in: looked up, and counted as opened, once per request. */
export const sharedRun = cache(async (token: string): Promise<SharedRun | 'unknown' | 'tooMany'> => {
  const address = await visitorAddress();
  try {
    return await runtime().openShared(token, address);
  } catch (error) {
    if (isDomainError(error) && error.code === 'share_not_found') return 'unknown';
    if (isDomainError(error) && error.code === 'too_many_requests') return 'tooMany';
    throw error;
  }
});
