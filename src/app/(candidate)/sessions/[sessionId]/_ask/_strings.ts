/** Words of asking the interviewer. */
export const strings = {
  open: 'Ask the interviewer',
  title: 'Ask the interviewer',
  label: 'Your question',
  hint: 'About the time, the rules, or a hint. The clock goes on meanwhile, and asking does not change your score.',
  keys: 'Enter sends, Shift and Enter begins a new line.',
  send: 'Ask',
  sending: 'Sending',
  waiting: 'Waiting for the connection',
  writing: 'The interviewer is writing.',
  unanswered: 'There was no time for a reply.',
  exchange: 'Questions about this item',
  you: 'You',
  youAsked: 'You asked',
  interviewer: 'Interviewer',
  said: (text: string) => `Interviewer: ${text}`,
  empty: 'Write your question first.',
} as const;
