import { durationWords } from '@/components/format-duration';
import type { StopReason } from '@/core/assessment/session-event';
import type { InsteadReason, Reply } from '@/core/interview/question';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Words of one session: watched while it runs, reported when it is over. */
export const strings = {
  back: (title: string) => title,
  loading: 'Loading the session',
  states: {
    created: 'Not started',
    inProgress: 'In progress',
    completed: 'Completed',
    connected: 'Candidate connected',
    away: 'Candidate not connected',
    reconnecting: 'Candidate reconnecting',
    paused: 'Paused by the candidate',
  },
  stopReasons: {
    precisionReached: 'the result was precise enough',
    classified: 'every cut score was decided',
    gainTooSmall: 'further items would hardly have made the result more precise',
    maximumItems: 'the greatest number of items was reached',
    timeExpired: 'the time was over',
    bankExhausted: 'no suitable item was left',
    submitted: 'the candidate handed in',
    idle: 'nothing happened for longer than the rules allow',
  } satisfies Record<StopReason, string>,
  /** How long an answer took; durations below a second would read as none. */
  responseTime: (ms: number) => (ms < 1000 ? 'less than a second' : durationWords(ms)),
  live: {
    title: (name: string) => name,
    documentTitle: (name: string) => `${name}, live`,
    summary: {
      notStarted: 'The session has not started yet.',
      answered: (n: number, most: number) => `${count(n, 'item', 'items')} answered, at most ${most}.`,
      ability: (figures: string) => `Ability ${figures}, with 90\u00a0% certainty.`,
      completed: (n: number, reason: string) => `Completed after ${count(n, 'answer', 'answers')}, because ${reason}.`,
    },
    progress: 'Progress',
    timeUsed: 'Time used, of',
    candidate: 'Candidate',
    ability: 'Ability so far',
    abilityHint:
      'Point and 90\u00a0% band on the scale from 200 to 800. Bands narrow with every answer; nothing is final before the end.',
    overall: 'All skills, weighted',
    skills: 'Skill by skill',
    log: 'What happened',
    logHint: 'Newest first. Every line was stored before it was shown.',
    logLabel: 'Session log',
    noEvents: 'The first line appears when the candidate starts.',
    report: 'Open report',
    completedNote: 'This session is completed',
    completedText: 'The report is ready.',
    events: {
      started: (minutes: string, planned: number) => `Started: ${minutes}, at most ${planned} items.`,
      spoke: 'Interviewer',
      asked: 'Candidate asked',
      replied: 'Interviewer replied',
      toldTime: 'told how much time was left.',
      by: { rules: 'Answered by rules', model: 'Written by the language model' } satisfies Record<Reply['by'], string>,
      instead: {
        failed: 'The language model could not be reached.',
        timeout: 'The language model took too long.',
        withheld: 'What the language model wrote came too close to an answer and was not shown.',
        interrupted: 'The language model was interrupted.',
      } satisfies Record<InsteadReason, string>,
      hintGiven: 'Hint given',
      presented: (position: number, skill: string) => `Item ${position} shown, about ${skill}.`,
      showItem: (position: number) => `Show item ${position}`,
      answered: (position: number, answer: string) => `Item ${position} answered: ${answer}`,
      reading: (position: number) => `The answer to item ${position} is being read.`,
      graded: (position: number) => `The answer to item ${position} has been read.`,
      in: (words: string) => `after ${words}`,
      missed: (position: number) => `Item ${position} was left without an answer: no points.`,
      setAside: (position: number) => `Item ${position} set aside.`,
      flagged: (position: number, flagged: boolean) =>
        flagged ? `Item ${position} flagged.` : `Flag of item ${position} taken off.`,
      review: 'All items have been seen; what was set aside is being looked at again.',
      paused: {
        candidate: (position: number) => `Paused. Item ${position} is withdrawn.`,
        lapsed: (position: number) => `The time of item ${position} ran out unseen. It is withdrawn and not counted.`,
      },
      resumed: 'Gone on.',
      otherDevice: 'Answering on another device from here on.',
      credited: 'The connection was lost; time has been given back as the rules say.',
      completed: (reason: string) => `Completed: ${reason}.`,
      rescored: (reason: string) => `Scored again without some items: ${reason}`,
    },
  },
  report: {
    documentTitle: (name: string) => `Report on ${name}`,
    title: (name: string) => `Report: ${name}`,
    print: 'Print report',
    openLive: 'Follow the live session',
    openLog: 'Session log',
    notCompleted: {
      title: 'This session is not completed',
      text: 'There is no result yet. A report is made when the session ends, from everything answered until then.',
    },
    unscored: {
      title: (n: number) => `${count(n, 'answer has', 'answers have')} no score`,
      awaited:
        'Written answers are still being read. This result counts the others only, and is revised when they are.',
      notMeasured: 'What could not be measured counts for nothing, not even as wrong. The item says why.',
    },
    conclusion: {
      noScores: (name: string) => `None of the answers of ${name} has a score so far.`,
      none: (name: string) => `${name} answered no item, so nothing was measured.`,
      reference: 'the reference level of 500',
      cut: (score: number) => `the cut score of ${score}`,
      above: (name: string, level: string) => `${name} is above ${level}.`,
      below: (name: string, level: string) => `${name} is below ${level}.`,
      unclear: (name: string, level: string) => `It is open whether ${name} is above or below ${level}.`,
      band: (value: number, low: number, high: number) =>
        `The result is ${value}; with 90\u00a0% certainty it lies between ${low} and ${high}.`,
      strong: (names: string) => `Above the level: ${names}.`,
      weak: (names: string) => `Below it: ${names}.`,
      insufficient: (names: string) => `Too little evidence to say: ${names}.`,
    },
    facts: {
      title: 'The session',
      email: 'Email address',
      started: 'Started',
      completed: 'Completed',
      duration: 'Duration',
      answered: 'Items answered',
      ofAtMost: (n: number, most: number) => `${n} of at most ${most}`,
      help: 'Help',
      helpGiven: (questions: number, hinted: readonly number[]) => {
        if (questions === 0) return 'Nothing was asked.';
        const asked = `${count(questions, 'question', 'questions')} to the interviewer`;
        if (hinted.length === 0) return `${asked}, no hint given.`;
        return `${asked}; the hint was given at item ${hinted.join(', ')}. The score does not depend on it.`;
      },
      stopped: 'Why it ended',
      stoppedBecause: (reason: string) => `It ended because ${reason}.`,
    },
    scale: {
      title: 'Result',
      label: 'All skills, weighted',
      reference: 'Reference 500',
      cut: (score: number) => `Cut ${score}`,
      sd: 'Standard deviation',
    },
    plain: {
      title: 'Counted by the plain rules',
      explain:
        'Ten points an item, in part for part scores. A skill’s percentage is what its answers earned of its items; high, medium and low priority count 3, 2 and 1. These are sums of points: they say nothing about how hard the items were, and have no band.',
      points: (points: number, possible: number) => `${points} of ${possible} points`,
      percent: (percent: string) => `${percent} by priority`,
      columns: { level: 'Priority', weight: 'Counts', skills: 'Skills', percent: 'Percentage' },
      levels: { H: 'High', M: 'Medium', L: 'Low' },
      skillColumns: { skill: 'Skill', answered: 'Answered', budget: 'Items', percent: 'Percentage' },
    },
    skills: {
      title: 'Skill by skill',
      cut: (value: number) => `Cut ${value}`,
      labels: {
        aboveCut: 'Above the level',
        nearCut: 'Around the level',
        belowCut: 'Below the level',
        insufficientEvidence: 'Insufficient evidence',
      },
      tooLittle: (items: number, sd: number) =>
        `${count(items, 'scored item', 'scored items')} and a standard deviation of ${sd} points: too little to place this skill.`,
      table: 'How sure each skill is',
      columns: {
        skill: 'Skill',
        weight: 'Weight',
        items: 'Scored items',
        joint: 'Sd with all answers',
        own: 'Sd with own answers',
        label: 'Placement',
      },
      explain:
        'Standard deviations (sd) are in points of the scale; smaller is surer. “Own answers” uses only the items of that skill. “All answers” also uses what related skills reveal: people who know one skill well usually know its neighbours, so an answer about one says a little about the other. Where the two differ much, the result rests on related skills more than on the skill itself.',
    },
    items: {
      title: 'Items and answers',
      item: (position: number, skill: string) => `Item ${position}: ${skill}`,
      chosen: 'Answer',
      time: 'Time',
      outcome: 'Outcome',
      unanswered: 'Not answered',
      unansweredText: 'It was open when the session ended and does not count.',
      none: 'No item was shown.',
      pilot: 'Pilot item, not scored',
    },
    method: {
      title: 'Method and limits',
      chosen: {
        adaptive:
          'Each item was chosen by what the answers before it had left open, so candidates see different items. Results are comparable nevertheless, because every answer is weighed by the difficulty of its item.',
        plain:
          'Everyone gets the same number of items of each skill, drawn at random, so candidates see different items. The sum of points does not say how hard they were; the result on the scale does, because it weighs every answer by the difficulty of its item.',
      },
      paragraphs: [
        'Ability is estimated for all skills together with an item response model that allows for guessing, and a prior in which skills that build on each other are related. Points are 500 + 100 × ability, held between 200 and 800. The band covers 90\u00a0% of the posterior: ability ∓ 1.645 standard deviations.',
        'A skill is called above or below the level when the probability of that is at least 80\u00a0%. With fewer than two scored items, or a standard deviation above 70 points, it is called “insufficient evidence”.',
        'The reference level of 500 is the middle of the scale the items were written for. Item difficulties are the authors’ judgement until enough answers have been collected to calibrate them; differences between candidates are therefore safer to read than distances from 500.',
        'The assessment saw a small number of answers on one day. Use it beside work samples, interviews and references, and never as the only reason for a decision.',
      ],
    },
  },
} as const;
