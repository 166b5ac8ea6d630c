import type { DemographicQuestion } from '@/core/assessment/demographics';

/** Words of the voluntary questions after a session. */
export const strings = {
  title: 'A few voluntary questions',
  text: 'Your assessment is over and nothing here can change its result. The answers show the organisation whether its assessment treats groups of people alike. They are kept apart from your result, only ever shown counted together with others, and never as yours. Skip any or all of them.',
  questions: {
    gender: { legend: 'Gender', answers: { woman: 'Woman', man: 'Man', nonBinary: 'Non-binary' } },
    age: { legend: 'Age', answers: { under40: 'Under 40', from40: '40 or over' } },
    language: {
      legend: 'Is the language of the assessment your first language?',
      answers: { firstLanguage: 'Yes', otherLanguage: 'No, another one is' },
    },
  } satisfies Record<DemographicQuestion, { legend: string; answers: Record<string, string> }>,
  clear: 'Clear this answer',
  save: 'Send answers',
  busy: 'Sending',
  skip: 'Skip all',
  failed: 'The answers were not sent',
  done: 'Thank you. Your answers are kept, apart from your result.',
  back: 'Back to my assessments',
} as const;
