/** Words behind an invitation link. */
export const strings = {
  page: 'Invitation',
  loading: 'Opening your invitation',
  invites: (organisation: string) => `${organisation} invites you to an assessment`,
  for: (name: string) => `This invitation is for ${name}.`,
  next: 'Next you read how it works, how long it takes and what is recorded. The clock does not start before you say so.',
  continueAs: (name: string) => `Continue as ${name}`,
  opening: 'Opening the instructions',
  notYou: (name: string) =>
    `Not ${name}? Then this link was meant for someone else. Close this page, and tell the sender.`,
  hasAccount: 'You have an account here. Sign in with your password, and you are taken to the instructions.',
  signIn: 'Sign in',
  isYou: 'You are signed in, and this invitation is yours.',
  read: 'Read the instructions',
  other: {
    title: (email: string) => `You are signed in as ${email}`,
    text: (name: string) =>
      `This invitation is for ${name}. To accept it, you have to sign out of the other account first.`,
    change: (name: string) => `Sign out and continue as ${name}`,
    changeAccount: 'Sign out and sign in again',
    changing: 'Changing the account',
    stay: 'Stay signed in as I am',
  },
  failed: {
    used: 'This link has just stopped working. Ask the person who invited you for a new one.',
    unreachable: 'The server cannot be reached. Check your connection and try again.',
  },
  dead: {
    title: 'This invitation link does not work',
    sentences: [
      'It may have been copied incompletely, it may be older than 30 days, or a newer link has replaced it.',
      'Look for a newer message from the person who invited you, or ask them for a new link.',
      'If you have an account, your assessments are also listed there.',
    ],
    signIn: 'Sign in',
    portal: 'My assessments',
  },
} as const;
