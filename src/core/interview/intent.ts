import type { Intent } from './question';

/**
 * What a question is about, by its words. The order is the order of care: someone in danger or in tears is heard first,
 * and a question for the answer is one whatever else it says. Words are matched in English, the language of the pages;
 * anything not recognised is `other`, to which the reply says what can be asked.
 */
const PATTERNS: readonly (readonly [Intent, RegExp])[] = [
  [
    'urgent',
    /\b(suicid\w*|kill myself|end my life|self[- ]?harm|hurt myself|want to die|heart attack|can'?t breathe|chest pain|call an ambulance|there is a fire|fire alarm|being attacked|in danger)\b/,
  ],
  [
    'distress',
    /\b(panic\w*|anxi\w*|nervous|crying|overwhelm\w*|stress(ed|ful|ing)?|freaking out|scared|afraid|feel (bad|sick|ill|terrible|awful|dizzy|faint)|i(?:'m| am) (sick|ill|dizzy)|can'?t (do|take|handle) (this|it)( anymore)?|i give up|unwell|migraine)\b/,
  ],
  [
    'answerCheck',
    /\b((is|was|would) (my|this|that|the|it) ?(answer|choice|option|one)?.{0,30}\b(right|correct|wrong|true)|right (answer|option|one|choice)|sealed|the explanation|key\s?ids?\b|theta\b|ability (estimate|score)|standard error|discrimination|correct (answer|option|one|choice|solution)|answer key|(the|its|an) key\b|solution|which (one|option|answer|of (these|them|the))|what(?:'s| is) the (answer|result|output)|(give|tell|show|send|reveal|say|print|leak|whisper|spell)\b.{0,40}\b(answer|solution|key|option|explanation)|did i (get|answer)|am i (right|correct|wrong)|should i (choose|pick|select|take|answer)|(is|isn'?t) it (option |answer )?[a-j]\b|eliminate|rule out|how (am i|did i|do i) (doing|do)\b|my (score|ability|theta|result) so far|difficulty of|how (hard|difficult) is)/,
  ],
  [
    'glossary',
    /\b(what (is|does|do|are)|what's|meaning of|define|definition of|explain)\b.{0,30}\b(adaptive|hand(ing)? in|(an? )?items? (here|mean)|practice|pilot)\b/,
  ],
  [
    'itemHelp',
    /\b(hint|clue|tip\b|help me (with|on|understand|solve)|help with (this|the) (item|question|one)|i(?:'m| am) (stuck|lost|confused)|i (do not|don'?t) (understand|get|follow)|what does .{1,60} mean|meaning of|what (is|are) (meant|an? |the term)|define\b|definition|explain|clarify|rephrase|in other words|what is (being )?asked)/,
  ],
  [
    'timeLeft',
    /\b(time (do i have|is left|left|remain\w*|limit)|(how much|how long|much) .{0,20}\b(time|left|remain\w*)|how many (minutes|seconds|hours)|(minutes|seconds|time) (are |is )?(left|remaining)|when does (it|this|the \w+) end|deadline|(does|will|do) .{0,25}\bclock|stop the (clock|time)|run(ning)? out of time|more time|extra time)\b/,
  ],
  [
    'itemsLeft',
    /\b(how many (items|questions|more|are left|left|remain\w*|do i have)|(items|questions) (are |is )?(left|remain\w*|to go|still)|how far (am i|along)|number of (items|questions)|nearly (done|finished)|how long is (the|this) (test|assessment))\b/,
  ],
  [
    'skip',
    /\b(skip\w*|leave (it|this|one) (out|blank|empty)|pass on|move on without|next (item|question) without|not answer)\b/,
  ],
  [
    'goBack',
    /\b(go(ing)? back|previous (item|question|one|answer)|change (my|an|the|a previous) (earlier |last |previous )?(answer|choice|response)|undo|return to|revise|review my|revisit|earlier (item|question|answer))\b/,
  ],
  [
    'pause',
    /\b(pause\w*|break\b|bathroom|restroom|toilet|stop for a (moment|minute|while)|step away|continue later|come back later|finish (it )?(tomorrow|later)|drink of water)\b/,
  ],
  [
    'connection',
    /\b((connection|internet|wi-?fi|network|line|power|battery)\b.{0,40}\b(drop\w*|lost?|loses?|fail\w*|die\w*|cut\w*|break\w*|goes|go|slow|unstable|bad|down|out|off)|lose (my |the )?(connection|internet|progress)|disconnect\w*|offline|reload|refresh|close the (tab|window|browser|laptop)|(computer|laptop|browser|device|phone) (crash\w*|restart\w*|die\w*|shuts?)|another (device|computer|phone|window)|switch device)\b/,
  ],
  [
    'scoring',
    /\b(scor(e|es|ed|ing)|result\w*|grad(e|ed|ing)|points|pass mark|passing|how .{0,20}(counted|marked|evaluated|assessed)|wrong answers? (count|cost)|penal\w*|guess(ing)?|feedback|see my (answers|results)|who (sees|will see|gets|reads))\b/,
  ],
  [
    'technical',
    /\b(bug|error|broken|(does|do|is|are)(n'?t| not) (work\w*|load\w*|show\w*|respond\w*|open\w*|visible|playing)|(button|page|screen|image|picture|sound|audio|timer|keyboard|mouse)\b.{0,30}\b(stuck|frozen|freez\w*|missing|blank|broken|gone|wrong)|frozen|blank (page|screen)|can'?t (click|submit|select|see|hear|type|scroll)|technical|glitch\w*|screen reader|too small to read|zoom)\b/,
  ],
  [
    'instructions',
    /\b(how (do|does|can|should) (i|it|this|the)|what (do|should|can) i (do|ask|press|click)|instruction\w*|the rules|allowed|may i (use|take|have|open|look)|can i (use|take|have|open|look|google|ask)|calculator|notes|pen and paper|adaptive|why (is|are|was) (it|this|they|the items?|the questions?) (so )?(hard|difficult|easy)|submit|hand in|who are you|are you (a )?(human|bot|robot|ai|real|person|machine|model)|what (is|are) (this|you))\b/,
  ],
  [
    'greeting',
    /^(hi|hello|hey|good (morning|afternoon|evening|day)|greetings|thanks?( you)?( a lot| very much)?|thank you.*|ok(ay)?|great|bye|goodbye)\b[\s!.,]*\w{0,12}[\s!.]*$/,
  ],
];

/** Answered alone, whatever else is in the question. */
const ALONE: ReadonlySet<Intent> = new Set(['urgent', 'distress', 'answerCheck', 'glossary']);

/** What a question is about: one thing, or two when it asks two. */
export function intentsOf(text: string): readonly [Intent, ...Intent[]] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const found = PATTERNS.filter(([, pattern]) => pattern.test(words)).map(([intent]) => intent);
  const [first, second] = found;
  if (first === undefined) return ['other'];
  if (second === undefined || ALONE.has(first)) return [first];
  return [first, second];
}
