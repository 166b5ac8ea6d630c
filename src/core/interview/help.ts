import type { RuleSet } from '@/core/assessment/rules';
import { closestDuration } from './duration';
import { intentsOf } from './intent';
import type { Procedure } from './procedure';
import type { Intent, Reply } from './question';

/** What the rules answer from: how the session goes, its clock, and the open item's own hint. Nothing of the key. */
export type HelpContext = {
  readonly procedure: Procedure;
  /** Time to the deadline, milliseconds. */
  readonly remainingMs: number;
  /** The open item's hint, if it has one; null as well while no item is open. */
  readonly hint: string | null;
};

export type RulesReply = Pick<Reply, 'text' | 'intent' | 'help' | 'statesTime'>;

const RESULTS: Readonly<Record<Procedure['feedbackMode'], string>> = {
  none: 'This assessment does not tell candidates which answers were correct; the organisation has the result.',
  afterSession: 'After the last item you will see which of your answers were correct, and your score.',
  full: 'This is practice: after each answer you see whether it was correct, and why.',
};

const SCORING: Readonly<Record<RuleSet, string>> = {
  adaptive: 'Each answer is weighed by how hard its item is.',
  plain: 'Each item brings points, in part where it has part scores.',
};

/**
 * Answers a question by rules alone, the same way each time. It tells facts of this session, and of an item nothing but
 * its own hint: not what a word in it means, because knowing that may be what is asked.
 */
export function answerByRules(question: string, context: HelpContext): RulesReply {
  const [intent, second] = intentsOf(question);
  const intents = second === undefined ? [intent] : [intent, second];
  return {
    intent,
    text: intents.map((each) => SENTENCES[each](context)).join(' '),
    help: intents.includes('itemHelp') && context.hint !== null ? 'givenHint' : 'none',
    statesTime: intents.includes('timeLeft'),
  };
}

const SENTENCES: Readonly<Record<Intent, (context: HelpContext) => string>> = {
  urgent: () =>
    'Please stop here and look after yourself first; nothing in this assessment matters more. If you or someone near you is in ' +
    'danger, call your local emergency number now (112 in Europe, 911 in North America). If you are thinking of harming ' +
    'yourself, a crisis line such as 988 in the US or 116 123 in much of Europe will listen. I am a program and cannot call ' +
    'anyone for you. Your answers are kept; write to the organisation that invited you when you are safe.',
  distress: ({ procedure: { isAdaptive } }) =>
    'That is a hard moment, and many people have it in an assessment. Take a few slow breaths; one item at a time is enough. ' +
    `${isAdaptive ? 'Items are chosen to be hard for you, so not' : 'Not'} knowing some of them is expected. If you do not feel well enough to go on, ` +
    'you can hand in: what you have answered counts, and you can write to the organisation that invited you.',
  answerCheck: ({ procedure }) =>
    'I cannot say anything about what is right or wrong in an item: I am not told, so that it is the same for everyone. ' +
    `Choose what you think fits best; a considered guess is fine. ${RESULTS[procedure.feedbackMode]}`,
  glossary: () =>
    'The words of this page: an item is one task with its question and ways to answer. Adaptive means that each item is chosen by how ' +
    'you answered before. To hand in is to end the assessment; what you have submitted counts. In practice each answer is explained. ' +
    'Words within an item I may not explain.',
  itemHelp: ({ hint }) =>
    hint === null
      ? 'There is no hint for this item, and I may not explain its words, because knowing them can be part of what is asked. ' +
        'Read it once more slowly, and choose what fits best.'
      : `Here is the hint that belongs to this item: ${hint} That you had it is noted beside your result and does not change the score.`,
  timeLeft: ({ remainingMs }) =>
    remainingMs <= 0
      ? 'The time is over. What you submitted in time counts.'
      : `You have ${closestDuration(remainingMs)} left. The clock goes on while we talk.`,
  itemsLeft: ({ procedure: { answered, mostItems, isAdaptive } }) =>
    isAdaptive
      ? `You have answered ${answered} of at most ${mostItems} items. It can end earlier, once your answers give a clear picture, so I ` +
        'cannot say exactly how many are to come.'
      : `You have answered ${answered} of ${mostItems} items; everyone gets the same number.`,
  skip: ({ procedure: { allowsReview, isAdaptive } }) =>
    allowsReview
      ? 'You may set an item aside and come back to it before you hand in. One that is left without an answer then counts as wrong.'
      : `Items cannot be skipped here. If you are not sure, choose what seems most likely${
          isAdaptive ? '; the next item adapts to your answer' : ''
        }.`,
  goBack: ({ procedure: { allowsReview, mayChangeAnswers, isAdaptive } }) => {
    if (mayChangeAnswers) return 'Before you hand in there is an overview, in which you can still change your answers.';
    const fixed = isAdaptive
      ? 'A submitted answer cannot be changed, because the items after it were chosen by it.'
      : 'A submitted answer cannot be changed in this assessment.';
    return allowsReview
      ? `${fixed} Items you set aside come again before you hand in.`
      : `${fixed} You can read earlier items again above.`;
  },
  pause: ({ procedure: { pausesLeft } }) =>
    pausesLeft > 0
      ? `You may pause ${pausesLeft === 1 ? 'once more' : `${pausesLeft} more times`}. The item on screen is then taken away and not ` +
        'counted, and another comes when you go on. The page says how long the clock stands still.'
      : 'There is no pause you can take now: the clock goes on, also when you step away or close the page. A short break is up to ' +
        'you; your item waits for you.',
  connection: ({ procedure: { givesTimeBack } }) =>
    'Every answer you submitted is kept, even if your connection drops or the page is closed. Open it again, on this device or ' +
    `another, and you come back to where you were. ${
      givesTimeBack
        ? 'The clock goes on; some time is given back for having been cut off.'
        : 'The clock goes on meanwhile.'
    }`,
  scoring: ({ procedure }) =>
    `${SCORING[procedure.isAdaptive ? 'adaptive' : 'plain']} A wrong answer costs nothing beyond not being right, and questions to me do ` +
    `not count. ${RESULTS[procedure.feedbackMode]}`,
  instructions: ({ procedure: { mostItems, hasItemTime, isAdaptive } }) =>
    'Read the item, give your answer, and press "Submit answer"; you can change it until you submit. There are ' +
    `${
      isAdaptive
        ? `at most ${mostItems} items, each chosen by how you answered before, so it is normal that some are hard.`
        : `${mostItems} items, the same number for everyone; it is normal that some are hard.`
    } ${hasItemTime ? 'Each has a time of its own, shown with it. ' : ''}` +
    'I am the interviewer, a program: ask me ' +
    'about the time, the rules or a hint. Whether you may use notes or tools is up to the organisation that invited you.',
  technical: () =>
    'Reloading the page is safe: submitted answers are kept and you come back to the same item. If something still does not ' +
    'work, try another browser or device with the same account, or write to the organisation that invited you and say what ' +
    'you see. The clock goes on meanwhile.',
  greeting: () => 'Hello. I am here if you want to know about the time, the rules, or a hint to the item.',
  other: () =>
    'I can help with how this assessment goes: the time, the number of items, what happens if your connection drops, and hints ' +
    'where an item has one. I cannot help with anything else here.',
};
