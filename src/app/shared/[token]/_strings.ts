/** Words of the page a share link leads to. */
export const strings = {
  title: 'Shared evaluation',
  loading: 'Opening the shared evaluation',
  banner: 'You are reading a shared evaluation',
  until: 'This link is good until',
  readOnly: 'Nothing can be changed here.',
  submitted: 'Submitted',
  question: 'Question',
  deadTitle: 'This link leads nowhere',
  dead: 'It may be mistyped, it may be over, or it was revoked by those who made it. Ask them for a new one.',
  busyTitle: 'Too many requests',
  busy: 'From your address too many links were opened within a minute. Wait a minute and reload the page.',
} as const;
