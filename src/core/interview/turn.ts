import type { FeedbackMode, Rules } from '@/core/assessment/rules';
import type { InterviewerTurn, StopReason } from '@/core/assessment/session-event';
import type { SkillGraph } from '@/core/skills/skill-graph';

/**
 * What the interviewer says without a language model. Its input is what a candidate may know anyway: no key, no
 * correctness, no ability, so that nothing it says can give them away or encourage one candidate more than another.
 */
export type BetweenItems = {
  readonly answered: number;
  readonly plannedItems: number;
  readonly previousSkill: string;
  readonly nextSkill: string;
};

const FEEDBACK_WORDS: Readonly<Record<FeedbackMode, string>> = {
  none: 'You will not be told during the assessment which answers were correct.',
  afterSession: 'After the last item you will see which of your answers were correct.',
  full: 'This is practice: after each answer you will see whether it was correct, and why.',
};

export function welcomeTurn(rules: Rules, graph: SkillGraph): InterviewerTurn {
  const skills = graph.nodes.map((node) => node.name);
  const list = skills.length > 1 ? `${skills.slice(0, -1).join(', ')} and ${skills.at(-1)}` : skills[0];
  const [most, choice] =
    rules.ruleSet === 'adaptive'
      ? ['at most ', 'Each item is chosen by how you answered before, so it']
      : ['', 'Everyone gets the same number for each skill. It'];
  return {
    kind: 'welcome',
    text:
      `Welcome. We will look at ${list}. You will get ${most}${rules.maxItems} items; the time you ` +
      `have is at the top. ${choice} is normal that ` +
      `some are hard. ${FEEDBACK_WORDS[rules.feedbackMode]} Every answer you submit is kept, even if your connection drops.`,
  };
}

/** A word between two items, or null: at a change of skill and at the half-way mark, otherwise quiet. */
export function turnBefore({ answered, plannedItems, previousSkill, nextSkill }: BetweenItems): InterviewerTurn | null {
  if (plannedItems >= 6 && answered === Math.ceil(plannedItems / 2)) {
    return {
      kind: 'encouragement',
      text: `You have answered ${answered} items, at least half of them. The next is about ${nextSkill}.`,
    };
  }
  if (previousSkill === nextSkill) return null;
  return { kind: 'transition', text: `Thank you. The next item is about ${nextSkill}.` };
}

const CLOSING_WORDS: Readonly<Record<StopReason, string>> = {
  precisionReached: 'Your answers already give a clear picture, so we can stop here.',
  classified: 'Your answers already give a clear picture, so we can stop here.',
  gainTooSmall: 'Further items would hardly add to the picture, so we can stop here.',
  maximumItems: 'That was the last item.',
  bankExhausted: 'There are no further items for you, so we stop here.',
  timeExpired: 'The time is over. Everything you submitted or had chosen in time counts.',
  idle: 'Nothing has happened here for a long time, so we stop. Everything you submitted or had chosen counts.',
  submitted: 'You have handed in. Everything you submitted counts.',
};

export function closingTurn(stopReason: StopReason): InterviewerTurn {
  return { kind: 'closing', text: `${CLOSING_WORDS[stopReason]} Thank you for your time.` };
}
