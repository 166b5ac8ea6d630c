/** Words of signing in. */
export const strings = {
  title: 'Sign in',
  description: 'For recruiters, auditors and candidates with an account.',
  email: 'Email address',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in',
  opening: 'Opening your page',
  missingEmail: 'Enter the email address of your account.',
  malformedEmail: 'Enter a whole address, such as name@example.org.',
  missingPassword: 'Enter your password.',
  invited: 'Invited to an assessment? Open the link in your invitation instead.',
  refusal: {
    credentials: 'This address and password do not belong together. Check both and try again.',
    tooMany: 'There have been too many attempts. Wait a few minutes, then try again.',
    unreachable: 'The server cannot be reached. Check your connection and try again; what you typed is still here.',
    other: 'Signing in did not work this time. Try again in a moment.',
  },
  notice: {
    SessionRequired: 'Sign in to see that page. You will be taken there afterwards.',
    SessionEnded: 'Your session has ended. Sign in again to go on where you were.',
    SignedOut: 'You are signed out.',
    PasswordChanged: 'Your password is changed, and you are signed out everywhere. Sign in with the new one.',
  },
} as const;
