/** Words of one's own account. */
export const strings = {
  title: 'Account',
  loading: 'Loading your account',
  person: { title: 'You', name: 'Name', email: 'Email address' },
  organisations: {
    title: 'Organisations',
    none: 'You belong to no organisation. You take part as a candidate.',
    acting: (role: string) => `${role}; you act for this organisation`,
    change: 'Another one is chosen in the account menu, at the top of every page.',
    members: 'Members',
    candidate: 'Assessments you are invited to as a candidate are listed under',
    portal: 'My assessments',
  },
  password: {
    title: 'Password',
    description: 'Changing it signs you out everywhere, here too, and ends every open page of yours at once.',
    none: 'You sign in with the link of your invitation, so there is no password to change.',
    current: 'Current password',
    next: 'New password',
    nextHint: (least: number) =>
      `At least ${least} characters. A few unrelated words are easier to remember than signs.`,
    again: 'New password again',
    submit: 'Change password and sign out',
    sending: 'Changing',
    leaving: 'Opening the sign-in page',
    missingCurrent: 'Enter your current password.',
    tooShort: (least: number) => `Choose at least ${least} characters.`,
    different: 'The two new passwords differ.',
    wrong: 'This is not your current password.',
    unreachable: 'The server cannot be reached. The password is unchanged; what you typed is still here.',
    other: 'The password could not be changed this time, and is unchanged. Try again in a moment.',
  },
  signOut: {
    title: 'Sign out',
    text: 'Signing out ends this login alone. To end all of them, on every device, change your password.',
    submit: 'Sign out here',
  },
} as const;
