import type { InterviewerBrief } from './brief';
import { statesAnswer } from './stated-answer';

export const MAX_REPLY_CHARACTERS = 900;

/**
 * Whether what a model wrote, or has written so far, may be shown: plain English prose of a sensible length that states no
 * answer. English, because only there can an answer be recognised: a translated one would pass unseen.
 */
export function isFitReply(text: string, brief: InterviewerBrief): boolean {
  return text.length <= MAX_REPLY_CHARACTERS && isEnglish(text) && !statesAnswer(text, brief.item, brief.facts);
}

const COMMON = new Set(
  (
    'the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will ' +
    'my one all would there their what so up out if about who get which go me when can just know take into your some could ' +
    'them see other than then now only its over also after how our is are was has been here each may any no yes'
  ).split(' '),
);

/** Of a few words or more, a good part are the commonest of the language; hardly any letter is of another script. */
function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters - latin > 0.05 * letters) return false;
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  if (words.length < 6) return true;
  return words.filter((word) => COMMON.has(word)).length / words.length >= 0.2;
}
