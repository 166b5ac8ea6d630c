/**
 * Refusals: things the field itself says no to. Every code is listed here with when it happens and what the caller
 * should do; the API table, the seed protocols and the pages translate them, and the compiler keeps those tables complete.
 */
export const DOMAIN_ERRORS = {
  // Who is asking
  not_signed_in: 'No valid login came with the request. Sign in and repeat it.',
  login_ended: 'The login was ended by sign-out, a password change or removal. Sign in again.',
  not_permitted: 'The login is valid but its role may not do this. Ask an owner of the organisation.',
  invalid_credentials: 'E-mail address or password is wrong. Nothing says which, on purpose.',
  registration_closed: 'This server takes no registrations. Ask an owner of an organisation for an invitation.',
  invitation_not_found: 'The invitation link is unknown, used up or withdrawn. Ask for a new one.',
  invitation_for_another: 'The invitation is for another address than the one signed in. Sign out, then open it again.',
  already_member: 'The person belongs to the organisation already. An owner can change their role.',
  last_owner: 'The organisation would be without an owner. Make somebody else an owner first.',
  too_many_requests: 'The caller exceeded a limit. Wait as told and repeat.',
  // What is asked
  invalid_input: 'A field is missing, malformed or out of range. The message names it.',
  not_found: 'Nothing with this id is visible to the caller.',
  conflict: 'The thing changed meanwhile. Reload it and decide again.',
  // Assessments
  assessment_not_found: 'No assessment with this id in the organisation.',
  assessment_not_editable: 'A published assessment does not change. Duplicate it to edit.',
  assessment_not_open: 'The assessment is not published. Ask the organisation that invited you.',
  assessment_not_yet_open: 'The assessment opens later. Come back when it does; the invitation stays valid.',
  assessment_closed: 'The time for starting the assessment is over.',
  applied_too_late: 'The invitation came after the application deadline. Ask the organisation that invited you.',
  not_shortlisted: 'Only shortlisted candidates may start. The organisation has not put the candidate on its list yet.',
  no_attempts_left: 'Every attempt the assessment allows has been used.',
  graph_invalid: 'The skill graph has a cycle, a repeated or unknown skill, or no skill at all.',
  item_invalid:
    'An item has parameters no model can use; the message names the item and what is wrong. Correct it in the bank.',
  rules_unsatisfiable: 'The bank cannot serve these rules; the message says which skill lacks items.',
  session_not_found: 'No session with this id is visible to the caller.',
  session_not_in_progress: 'The session has not started, or has ended. Nothing was changed.',
  session_not_completed: 'The session is not over yet; there is no result.',
  stale_presentation: 'The item answered is not the one presented. Reload to see the current one.',
  stale_session: 'Another writer was faster. Reload the session and decide again; nothing was changed.',
  answered_elsewhere: 'Another device has taken over the session. Take over again to answer here; nothing was changed.',
  item_time_over: 'The time for this item was over. What was chosen in time has been counted; the next item is there.',
  session_paused: 'The session is paused. Resume it to go on.',
  pause_not_allowed: 'The assessment has no pauses, or all of them have been used.',
  review_not_allowed: 'Under the rules of the assessment items can be neither set aside nor changed.',
  option_not_offered: 'The option is not one of those presented.',
  answer_malformed: 'The answer is not one this item takes: of another type, empty, or with something named twice.',
  not_a_number: 'The answer is not a number, or could be read as two different ones. The message says how to write it.',
  answer_too_long: 'The answer has more words or letters than the item takes. Shorten it.',
  deadline_passed:
    'The answer came after the time limit. The session has been completed with what was answered in time.',
  question_too_long: 'A question to the interviewer has at most 600 characters. Shorten it.',
  too_many_questions:
    'The interviewer takes a few questions a minute and forty in a session. Wait as told, or go on answering.',
  consent_required: 'The candidate has not agreed to the conditions yet.',
  // Images and sounds of items
  media_too_large: 'The file is larger than its kind may be. Make it smaller; the message names the limit.',
  media_not_supported:
    'The file is none of the kinds taken (PNG, JPEG, WebP, GIF; MP3, OGG, M4A, AAC, WAV), broken, or has too many pixels.',
  media_in_use: 'An item uses the file, and sessions keep what they saw. It stays.',
  // The item bank
  item_not_found: 'No item with this id in the organisation.',
  item_not_in_state: 'The item is in another state than this step needs. Reload it; the message says which.',
  own_item: 'Nobody accepts what they wrote themselves. Another author or an owner has to review it.',
  gates_not_passed:
    'The item has gates in its way; the message names them. Change the item, or overrule with a reason.',
  nothing_to_publish: 'No accepted or retired item waits for publication. Nothing was changed.',
  no_model_configured: 'No language model is configured. Set LLM_BASE_URL and LLM_MODEL and start again.',
  // Evaluation runs
  run_not_found: 'No evaluation run with this id is visible to the caller.',
  run_not_active: 'The run has ended already. Nothing was changed.',
  run_already_started: 'The run was started before, and runs or has ended. Nothing was changed.',
  run_not_ended: 'The run is still at work. Wait for its end, or cancel it first.',
  nothing_missing: 'Everything the run was to do has been done. Nothing was changed.',
  rubric_not_found: 'No rubric with this id in the organisation, or it was retired. Choose another.',
  share_not_found: 'The link is unknown, was revoked, or is over. Nothing says which, on purpose. Ask for a new one.',
  label_not_found: 'No label with this id is visible to the caller, or it was withdrawn.',
  // Document collections
  collection_not_found: 'No collection with this id in the organisation. Choose another.',
  collection_in_use: 'A run that is queued or at work searches the collection. Wait for its end, or cancel it first.',
  collection_full: 'A collection holds at most 1,000 documents. Begin another one.',
  document_too_large: 'A document may have 20 MB at most. Split it.',
  document_not_supported: 'The file is none of the kinds taken: text, Markdown, PDF, DOCX.',
  document_unreadable: 'The document could not be read. Its message says why, as far as it is known.',
  text_empty: 'The text has no words in it.',
  text_too_long: 'The text is longer than 50,000 characters. Shorten or split it.',
  // The outside
  temporarily_unavailable: 'The database or a service is away for a moment. Nothing was lost; repeat the request.',
} as const;

export type DomainErrorCode = keyof typeof DOMAIN_ERRORS;

/** A refusal with its code and a sentence for people. Carries no stack to clients and no secrets in its message. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: DomainErrorCode,
    message: string = DOMAIN_ERRORS[code],
    details: Record<string, string | number> = {},
  ) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** True for refusals made by any copy of this module (Next bundles its own). */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError' && 'code' in error;
}
