import { getCsrfToken, signIn } from 'next-auth/react';

export type Credentials = { email: string; password: string };
export type SignInOutcome = 'signedIn' | 'credentials' | 'tooMany' | 'unreachable' | 'other';

/** Signs in with the `credentials` provider. Refusals arrive as their code; every outcome is a value. */
export async function authenticate(credentials: Credentials): Promise<SignInOutcome> {
  try {
    // signIn() leaves the page when the server does not answer; this asks first and stays.
    if (!(await getCsrfToken())) return 'unreachable';
    const result = await signIn('credentials', { ...credentials, redirect: false });
    if (result?.ok && !result.error) return 'signedIn';
    if (result?.error === 'invalid_credentials' || result?.error === 'CredentialsSignin') return 'credentials';
    if (result?.error === 'too_many_requests') return 'tooMany';
    return 'other';
  } catch {
    return 'unreachable';
  }
}
