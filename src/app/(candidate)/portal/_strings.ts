import type { FeedbackMode } from '@/core/assessment/rules';
import type { Stage } from '../_stage';

/** Words of a candidate's list of assessments and of the page before the start. */
export const strings = {
  title: 'My assessments',
  description: 'What you were invited to, what is running, and what you have finished.',
  loading: 'Loading your assessments',
  empty: {
    title: 'No assessments yet',
    text: 'When an organisation invites you to an assessment, it appears here. If you have an invitation link, open it: it brings you to the right place.',
  },
  groups: { running: 'In progress', open: 'To do', done: 'Done', other: 'Not open' },
  stage: {
    toDo: 'To do',
    notYetOpen: 'Not open yet',
    closed: 'Closed',
    withdrawn: 'Not available',
    notAdmitted: 'Not open for you',
    inProgress: 'In progress',
    done: 'Done',
  } satisfies Record<Stage, string>,
  openFor: (title: string) => `Read the instructions for ${title}`,
  read: 'Read the instructions',
  continue: 'Continue',
  continueFor: (title: string) => `Continue ${title}`,
  view: 'View',
  viewFor: (title: string) => `View ${title}`,
  opens: 'Opens',
  closes: 'Closes',
  closed: 'Closed',
  timeLeft: 'Time',
  back: 'My assessments',
  instructions: {
    title: 'Instructions',
    loading: 'Loading the instructions',
    by: (organisation: string) => `For ${organisation}`,
    facts: 'At a glance',
    organisation: 'Organisation',
    skills: 'Skills',
    items: 'Number of items',
    itemsRange: (most: number, isAdaptive: boolean) => (most === 1 || !isAdaptive ? String(most) : `at most ${most}`),
    time: 'Time limit',
    how: {
      title: 'How it works',
      points: (isAdaptive: boolean) => [
        'You answer one item after the other. Each says how it is answered.',
        ...(isAdaptive
          ? [
              'Which item comes next depends on your answers so far. Some will be hard for you: that is how it is meant to be.',
              'A few items may be on trial: they look like any other and do not count.',
              'It ends when your answers give a clear picture, after the last item, when the time is over, or when you hand in.',
            ]
          : [
              'Everyone gets the same number of items of each skill, drawn at random. One that is not answered brings no points.',
              'It ends after the last item, when the time is over, or when you hand in.',
            ]),
      ],
    },
    conduct: {
      title: 'What holds while you take it',
      final:
        'A submitted answer is final. You cannot go back, and you cannot skip. If you do not know, choose what seems most likely.',
      review:
        'You can set items aside and flag them, and come back before you hand in. One you leave without an answer counts as wrong. Other answers are final once submitted.',
      reviewAndChange:
        'You can set items aside and flag them, come back, and change answers until you hand in. An item you leave without an answer counts as wrong.',
      choice: 'If a time ends before you submit, what you have chosen until then counts.',
      itemTime: (time: string) =>
        `Each item has ${time}. One you have seen and left without a choice when its time ends counts as wrong.`,
      pauses: (count: number, longest: string) =>
        `You can pause ${count === 1 ? 'once' : `${count} times`}, for ${longest} at most; the clock stands still that long. The item you see is withdrawn, and another comes afterwards.`,
      noPauses: 'There are no pauses: the clock runs until the end.',
      idle: (time: string) => `If nothing happens for ${time}, it ends with what you have answered.`,
      device: 'You answer on one device or tab at a time. Another one looks on until you take over there.',
      outage: (time: string) =>
        `If the connection is lost, the time without it is given back when you return, up to ${time} in all.`,
    },
    feedback: {
      title: 'What you will learn',
      mode: {
        none: 'This assessment does not tell you which answers were correct, neither during it nor afterwards. Ask the organisation about your result.',
        afterSession: 'At the end you see your score, how certain it is, and which of your answers were correct.',
        full: 'This is practice. After each answer you see whether it was correct, and why. At the end you see your score and how certain it is.',
      } satisfies Record<FeedbackMode, string>,
    },
    recorded: {
      title: 'What is recorded',
      points: (organisation: string) => [
        'The items you are shown, what you choose and submit, and when.',
        'What you ask the interviewer, and the replies. Asking does not change your score.',
        'Whether this page is connected while the assessment runs.',
        `${organisation} sees this, your score and how certain it is, during the assessment and afterwards.`,
        'When you leave the page, paste text or leave full screen, and for how long. It never changes your score.',
        'Nothing else: no camera, no microphone, no keystrokes, and nothing of your other windows.',
      ],
    },
    connection: {
      title: 'If the connection drops',
      text: 'Every submitted answer is kept. Come back to this page, on this device or another, and you find the same item. What of your time is given back is said above.',
    },
    start: {
      title: 'Ready?',
      once: 'The clock starts when you press the button. You have one attempt.',
      several: (left: number) =>
        left === 1
          ? 'The clock starts when you press the button. This is your last attempt.'
          : `The clock starts when you press the button. You have ${left} attempts.`,
      again: 'Take it again',
      againText: (left: number) => (left === 1 ? 'You have one attempt left.' : `You have ${left} attempts left.`),
      moreTime: {
        title: 'Do you need more time?',
        hint: 'What you say here makes every clock longer, by itself. The organisation is not told, and it does not change your result.',
        language: 'The language of this assessment is not my first language (20 % more time)',
        condition: 'A condition makes reading, writing or concentrating slower for me (50 % more time)',
      },
      consent: 'I have read what is recorded and who sees it, and I agree.',
      consentMissing: 'Tick the box to agree. Without it the assessment cannot start.',
      submit: 'Start assessment',
      starting: 'Starting',
      unreachable: 'The server cannot be reached, and the clock has not started. Check your connection and try again.',
      other: 'The assessment could not be started this time. Try again in a moment.',
    },
    running: {
      title: 'Your assessment is running',
      text: 'Your answers so far are kept. The clock is running.',
      continue: 'Continue',
    },
    done: {
      title: 'You have finished this assessment',
      text: 'There is nothing left to do.',
      view: 'View what you answered',
    },
    notYetOpen: {
      title: 'It is not open yet',
      text: 'Come back when it opens. Your invitation stays valid.',
      opens: 'It opens on',
    },
    closed: {
      title: 'It is closed',
      text: 'The time for starting it is over. If you think this is a mistake, ask the organisation that invited you.',
      closed: 'It closed on',
    },
    notAdmitted: { title: 'You cannot start it now' },
    withdrawn: {
      title: 'It is not available',
      text: 'The organisation has not opened it. Ask the person who invited you.',
    },
  },
} as const;
