/** Words of making an account. */
export const strings = {
  title: 'Create an account',
  description: 'For a new organisation and its first owner, or for a candidate.',
  kind: {
    legend: 'What is the account for?',
    organisation: 'A new organisation',
    organisationHint: 'You become its owner, and invite the others.',
    candidate: 'Taking assessments',
    candidateHint: 'A candidate’s account, with a password in place of links.',
  },
  joining: 'To join an organisation that is here already, ask one of its owners for an invitation.',
  organisation: 'Name of the organisation',
  missingOrganisation: 'Enter the name of the organisation.',
  email: 'Email address',
  emailHint: 'You sign in with it.',
  malformedEmail: 'Enter a whole address, such as name@example.org.',
  takenEmail: 'This address has an account here. Sign in with it, or use another address.',
  submit: 'Create account',
  submitting: 'Creating the account',
  opening: 'Opening your page',
  haveAccount: 'You have an account?',
  signIn: 'Sign in',
  closed: {
    title: 'This server takes no registrations',
    sentences: [
      'Members join by an invitation of an owner of their organisation; candidates by the link of whoever wants to assess them.',
      'If you have an account, you can sign in.',
    ],
  },
} as const;
