import type { StopReason } from '@/core/assessment/session-event';

/** Words of the assessment itself. */
export const strings = {
  page: 'Assessment',
  loading: 'Loading the assessment',
  time: 'Time',
  progressLabel: 'Progress',
  progress: (answered: number, most: number) => `${answered} of at most ${most} answered`,
  conversation: 'Conversation',
  interviewer: 'Interviewer',
  you: 'You',
  item: (position: number) => `Item ${position}`,
  itemOf: (position: number, most: number) => `Item ${position} of at most ${most}`,
  submit: 'Submit answer',
  sending: 'Sending',
  waiting: 'Waiting for the connection',
  slow: 'Sending takes longer than usual. Your answer is kept on this device and sent again by itself.',
  refused: 'That answer could not be taken. Change it and submit again.',
  tooLate: 'The time is over. What you submitted or had chosen in time counts. Your result is being put together.',
  answered: (words: string) => `you answered ${words}`,
  notAnswered: 'not answered, not counted',
  reading: { awaited: 'Waiting to be read', reading: 'Being read', read: 'Read' },
  hasBeenRead: (position: number) => `Your answer to item ${position} has been read.`,
  key: 'Correct answer',
  recorded: (position: number) => `Answer to item ${position} recorded.`,
  recordedCorrect: (position: number) => `Answer to item ${position} recorded: correct.`,
  recordedNotCorrect: (position: number) => `Answer to item ${position} recorded: not correct.`,
  recordedElsewhere: (position: number) => `Item ${position} was answered in another window.`,
  here: (position: number, most: number) => `Item ${position} of at most ${most} is here.`,
  reconnecting: 'Your answers are safe, your time is counted as agreed.',
  restored: 'Connected again. Nothing was lost.',
  commandFailed: 'That did not reach the server. Nothing was changed. Try again when you are connected.',
  itemTime: 'This item',
  itemTimeOver: 'The time for this item is over. What you had chosen counts. The next item is coming.',
  choiceCounts: 'Choose and submit. If the time ends first, what you have chosen counts.',
  choiceSaved: 'Your choice is saved. It counts if the time ends before you submit.',
  credited: (words: string) => `${words} given back, because the connection was lost.`,
  setAside: 'Set aside for later',
  flag: 'Flag',
  unflag: 'Take flag off',
  missed: 'no answer, counted as wrong',
  withdrawn: 'withdrawn, not counted',
  waitsForLater: 'set aside',
  elsewhere: {
    title: 'You are answering on another device',
    text: 'This page follows along. If you take over, the other device stops at once, with everything kept.',
    takeOver: 'Answer here instead',
    busy: 'Taking over',
  },
  pause: {
    open: 'Pause',
    title: 'Pause now?',
    text: (longest: string, left: number) =>
      `The item you see is withdrawn and does not come back; it is not counted, and you get another one. The clock stands still for ${longest} at most. ${left === 1 ? 'This is your last pause.' : `You have ${left} pauses left.`}`,
    confirm: 'Pause',
    cancel: 'Go on answering',
    busy: 'Pausing',
    pausedTitle: 'Paused',
    pausedText: 'Take the time you need. When the pause is used up the clock runs again, whether you are here or not.',
    left: 'Clock stands still',
    lapsedTitle: 'The time of your last item ran out while you were away',
    lapsedText: 'It is not counted. The clock of the assessment is running; go on when you are ready.',
    resume: 'Go on',
    resuming: 'Fetching your next item',
  },
  overview: {
    title: 'Your items',
    text: (waiting: number) =>
      waiting === 0
        ? 'Nothing is set aside.'
        : waiting === 1
          ? 'One item is set aside.'
          : `${waiting} items are set aside.`,
    reviewTitle: 'You have seen every item',
    reviewText: (waiting: number) =>
      waiting === 0
        ? 'Every item is answered. Hand in when you are ready.'
        : `${waiting === 1 ? 'One item is' : `${waiting} items are`} still without an answer. Without one it counts as wrong.`,
    standing: {
      open: 'Open',
      setAside: 'Set aside',
      answered: 'Answered',
      withdrawn: 'Withdrawn',
      missed: 'No answer',
    },
    flagged: 'Flagged',
    answer: 'Answer',
    change: 'Change',
    goTo: (position: number) => `Go to item ${position}`,
  },
  handIn: {
    open: 'Hand in',
    title: 'Hand in now?',
    text: 'The assessment ends and cannot be continued. Every answer you submitted counts, and so does what you have chosen and not submitted. An item you set aside and left without a choice counts as wrong.',
    confirm: 'Hand in',
    cancel: 'Go on answering',
    sending: 'Handing in',
    failed: 'Handing in did not reach the server. Your answers are safe. Try again when you are connected.',
  },
  signedOut: {
    title: 'You are signed out',
    text: 'Your answers are safe, and the clock is running. Sign in again to go on with the same item.',
    action: 'Sign in again',
  },
  gone: {
    title: 'This assessment belongs to another account',
    text: 'You may have signed in as someone else in another window.',
    kept: 'Every submitted answer is kept.',
    action: 'My assessments',
  },
  notStarted: {
    title: 'This assessment has not started',
    text: 'The clock is not running. Start it from its instructions.',
    action: 'My assessments',
  },
  outcome: {
    voluntary: 'If you like, three voluntary questions help to check that the assessment treats people alike.',
    aboutYou: 'Answer voluntary questions',
    title: 'Thank you, your assessment is complete',
    reason: {
      precisionReached: 'It ended because your answers already give a clear picture.',
      classified: 'It ended because your answers already give a clear picture.',
      gainTooSmall: 'It ended because further items would hardly have added to the picture.',
      maximumItems: 'It ended after the last item.',
      bankExhausted: 'It ended because there were no further items for you.',
      timeExpired: 'It ended because the time was over. Everything you submitted in time counts.',
      submitted: 'It ended because you handed in. Everything you submitted or had chosen counts.',
      idle: 'It ended because nothing happened for a long time. Everything you submitted or had chosen counts.',
    } satisfies Record<StopReason, string>,
    answered: (count: number) => (count === 1 ? 'You answered 1 item.' : `You answered ${count} items.`),
    correct: (correct: number, count: number) => `${correct} of ${count} correct.`,
    notDisclosed:
      'This assessment does not show results to candidates. The organisation has them and decides what it tells you.',
    noneScored: 'There is no score so far, because none of your answers has one.',
    awaiting: (count: number) =>
      count === 1
        ? 'One answer is still being read. This page says when it has been.'
        : `${count} answers are still being read. This page says when they have been.`,
    noScore: 'There is no score, because no answer was submitted.',
    score: 'Your score',
    scale:
      'The scale runs from 200 to 800; 500 is its middle. The items were chosen for you, so the score does not follow from the number of correct answers alone.',
    band: 'The band is where your score lies with 90 % probability, given your answers. More answers make it narrower.',
    items: 'Your answers are below, item by item.',
    portal: 'My assessments',
  },
} as const;
