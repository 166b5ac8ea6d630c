/** Words behind a member's invitation link. */
export const strings = {
  page: 'Invitation',
  loading: 'Opening your invitation',
  invites: (person: string) => `${person} invites you to join`,
  as: (role: string) => `Your role there: ${role}.`,
  for: (email: string) => `This invitation is for ${email}.`,
  once: 'It is good once, for seven days after it was made.',
  fresh: 'You have no account here yet. Choose a name and a password; you sign in with the address above.',
  firstPassword: 'You have come by links so far. Members sign in with a password: choose one.',
  hasAccount: 'You have an account here. Sign in, and you are brought back to this invitation.',
  byLink:
    'You are known here as a candidate of another organisation, without a password. Open the link of that invitation first, which signs you in, and then this one again.',
  keeps: (organisation: string) =>
    `You keep your place in ${organisation}. From then on you act for the new organisation; the account menu leads back.`,
  signIn: 'Sign in',
  join: (organisation: string) => `Join ${organisation}`,
  joining: 'Joining',
  opening: 'Opening your page',
  other: {
    title: (email: string) => `You are signed in as ${email}`,
    text: (email: string) => `This invitation is for ${email}. To accept it, sign out of the other account first.`,
    change: 'Sign out and open it again',
    stay: 'Stay signed in as I am',
  },
  dead: {
    title: 'This invitation link does not work',
    sentences: [
      'It may have been copied incompletely, used already, or withdrawn; it may be older than seven days, or a newer link has replaced it.',
      'Ask the person who invited you for a new one.',
    ],
    home: 'Go to my page',
    signIn: 'Sign in',
  },
  tooMany: {
    title: 'Too many links were opened from your network',
    sentences: ['Wait a minute, then load this page again. The invitation has not been used.'],
  },
} as const;
