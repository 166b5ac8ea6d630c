/** What each role is called, and what whoever has it does here. */
export const ROLE_WORDS = {
  owner: { name: 'Owner', does: 'May do everything, and decides who belongs to the organisation.' },
  recruiter: { name: 'Recruiter', does: 'Builds assessments, invites candidates and reads their results.' },
  author: { name: 'Author', does: 'Writes, reviews and publishes items.' },
  auditor: { name: 'Auditor', does: 'Has model output evaluated and reads the evaluations.' },
  viewer: { name: 'Viewer', does: 'Reads assessments, results and evaluations; changes nothing.' },
} as const;

export type Role = keyof typeof ROLE_WORDS;

export const ROLES = Object.keys(ROLE_WORDS) as Role[];
