/** Words of the pages that belong to no feature: the front door, and what is said when a page cannot be shown. */
export const strings = {
  name: 'Assay',
  description: 'Live adaptive assessment of people, and live audit of model output, on one platform.',
  signIn: 'Sign in',
  places: {
    assessments: 'Assessments',
    items: 'Items',
    bank: 'Bank health',
    runs: 'Evaluations',
    chats: 'Chats',
    portal: 'My assessments',
  },
  createAccount: 'Create an account',
  account: {
    menu: 'Account',
    actingFor: (organisation: string) => `Acting for ${organisation}`,
    actFor: (organisation: string) => `Act for ${organisation}`,
    actForFailed: 'The organisation could not be changed this time. Try again in a moment.',
    members: 'Members',
    settings: 'Account and password',
    signOut: 'Sign out',
  },
  invitationLink: {
    label: (name: string) => `Invitation link for ${name}`,
    ready: (name: string) => `The link for ${name} is ready`,
    copy: 'Copy link',
    copied: 'Link copied',
    dismiss: 'I have copied it',
  },
  landing: {
    title: 'Measured, with the uncertainty shown',
    sentences: [
      'Assay runs two live jobs on one platform: it assesses people, and it audits what models write.',
      'Each answer and each verdict appears as it happens, is stored before it is shown, and is there again after a lost connection.',
      'Every result says how sure it is, and where the evidence does not reach, it says so instead of guessing.',
    ],
    invited: 'Were you invited to an assessment? Open the link in your invitation: it brings you to the right place.',
    jobs: 'What you can do here',
    assess: {
      title: 'Assess people',
      text: 'From a job description to a skill graph, and from there to a conversation in which every next item is chosen by what the answers so far have left open.',
      points: [
        'Live view for recruiters',
        'Ability with its band, skill by skill',
        '“Insufficient evidence” where that is the truth',
      ],
    },
    audit: {
      title: 'Audit model output',
      text: 'A text is taken apart into claims, each claim is checked against the source, and a panel of judges gives its verdicts side by side.',
      points: [
        'Claims and evidence, next to each other',
        'Disagreement shown, not averaged away',
        'Every number with its n and its formula',
      ],
    },
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address may be mistyped, or what was here has been removed, or it belongs to an organisation you are not signed in to.',
    home: 'Go to the start page',
  },
  error: {
    title: 'This page could not be shown',
    text: 'Something went wrong while it was being prepared.',
    kept: 'Everything that was confirmed as saved is saved. A running assessment or evaluation goes on.',
    next: 'Try again. If it happens a second time, tell the people who run this server, and quote the reference.',
    retry: 'Try again',
    home: 'Go to the start page',
  },
} as const;
