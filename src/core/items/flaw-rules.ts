/**
 * Item-writing flaws that a rule can find without understanding the subject: the twelve rule-checkable criteria of the
 * nineteen used by Moore et al. (2023, arXiv 2307.08161), after Haladyna, Downing and Rodriguez (2002, Applied
 * Measurement in Education 15(3)). A bank is acceptable with at most one flaw per item; the shipped bank has none.
 *
 * The last two are about types the list does not know, and follow from how their points are counted.
 *
 * Code is not prose: fenced blocks and inline code are left out wherever a rule is about wording.
 */
import type { ItemContent, ItemOption } from './item';
import { numericValues } from './presentation-order';

export type FlawRule =
  | 'none-of-the-above'
  | 'all-of-the-above'
  | 'length-cue'
  | 'absolute-terms'
  | 'stem-word-repeat'
  | 'complex-k-type'
  | 'article-cue'
  | 'number-order'
  | 'vague-qualifiers'
  | 'unmarked-negative'
  | 'blank-in-stem'
  | 'true-false-style'
  | 'select-all-pays'
  | 'matching-by-elimination';

export type Flaw = { readonly rule: FlawRule; readonly message: string; readonly optionId?: string };

/** The text without fenced blocks and inline code. */
export function proseOf(text: string): string {
  return text.replace(/```[\s\S]*?(```|$)/g, ' ').replace(/`[^`]*`/g, ' ');
}

/** Flags every option whose prose matches. */
function optionsMatching(
  content: ItemContent,
  rule: FlawRule,
  pattern: RegExp,
  say: (found: string) => string,
): Flaw[] {
  return choices(content).flatMap((option) => {
    const found = pattern.exec(proseOf(option.text))?.[0];
    return found === undefined ? [] : [{ rule, message: say(found.trim()), optionId: option.id }];
  });
}

/** The options a candidate chooses among; none where they are arranged or where nothing is offered. */
function choices(content: ItemContent): readonly ItemOption[] {
  switch (content.type) {
    case 'singleChoice':
    case 'codeReading':
    case 'multipleResponse':
      return content.options;
    case 'ordering':
    case 'matching':
    case 'numeric':
    case 'shortText':
    case 'freeText':
      return [];
  }
}

function keysAndDistractors(content: ItemContent): { keys: ItemOption[]; distractors: ItemOption[] } {
  const ids = 'keyIds' in content ? content.keyIds : 'keyId' in content ? [content.keyId] : [];
  const options = choices(content);
  return {
    keys: options.filter(({ id }) => ids.includes(id)),
    distractors: options.filter(({ id }) => !ids.includes(id)),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** An option says "none of the above" or the like (guideline 25). */
export function noneOfTheAbove(content: ItemContent): Flaw[] {
  const pattern = /\bnone of (the )?(above|these|them|others?|options?)\b|\bneither of (the above|these)\b/i;
  return optionsMatching(
    content,
    'none-of-the-above',
    pattern,
    (found) => `"${found}" tests elimination, not knowledge.`,
  );
}

/** An option says "all of the above" or the like (guideline 26): one known part gives it away. */
export function allOfTheAbove(content: ItemContent): Flaw[] {
  const pattern =
    /(?<!\b(nearly|almost|not) )\ball (of )?(the )?(above|these|them|options)\b|\b(any|every one|each) of the above\b/i;
  return optionsMatching(
    content,
    'all-of-the-above',
    pattern,
    (found) => `"${found}" is given away by any two options.`,
  );
}

/**
 * The key is at least 1.5 times as long as the distractors on average, by 12 characters or more, and the longest
 * (guideline 24). Of several keys each is longer than every distractor, and their average counts.
 */
export function lengthCue(content: ItemContent): Flaw[] {
  const { keys, distractors } = keysAndDistractors(content);
  if (keys.length === 0 || distractors.length === 0) return [];
  const [own, others] = [keys, distractors].map((list) => list.map(({ text }) => text.trim().length)) as [
    number[],
    number[],
  ];
  const [length, usual] = [mean(own), mean(others)];
  if (Math.min(...own) <= Math.max(...others) || length < 1.5 * usual || length - usual < 12) return [];
  return [
    {
      rule: 'length-cue',
      message: `The key has ${Math.round(length)} characters, the distractors ${Math.round(usual)} on average.`,
      optionId: keys[0]!.id,
    },
  ];
}

/** An option uses a specific determiner ("always", "never", "completely", "absolutely"...), which marks it as wrong (guideline 28a). */
export function absoluteTerms(content: ItemContent): Flaw[] {
  const pattern =
    /\b(always|never|completely|absolutely|entirely|invariably|impossible|under no circumstances|in every case)\b/i;
  return optionsMatching(
    content,
    'absolute-terms',
    pattern,
    (found) => `"${found}" tells test-wise candidates that the option is wrong.`,
  );
}

const COMMON_WORDS = new Set(
  (
    'about above after again along also another because been before being below between both calls could does each either every ' +
    'exactly first following from gets give given gives goes have having here holds into itself just keeps last leave leaves less like ' +
    'made make makes many more most must next none once only option other over same second should since some still such take takes ' +
    'than that their them then there these they this those through time under until used uses using value values very want ' +
    'were what when where which while whose will with within without would your'
  ).split(' '),
);

/** Words of four letters or more without endings, so that "joins" and "joined" are one word. */
function contentWords(text: string): Set<string> {
  const words =
    proseOf(text)
      .toLowerCase()
      .match(/[a-z][a-z'-]{3,}/g) ?? [];
  return new Set(words.filter((word) => !COMMON_WORDS.has(word)).map((word) => word.replace(/(ing|ed|es|s)$/, '')));
}

/** A content word of the stem stands in the key (in each of several keys) and in no distractor: a clang association (guideline 28b). */
export function stemWordRepeat(content: ItemContent): Flaw[] {
  const { keys, distractors } = keysAndDistractors(content);
  const [key, ...more] = keys.map(({ text }) => contentWords(text));
  if (key === undefined) return [];
  const stem = contentWords(content.stem);
  const elsewhere = new Set(distractors.flatMap(({ text }) => [...contentWords(text)]));
  const repeated = [...key].filter(
    (word) => stem.has(word) && !elsewhere.has(word) && more.every((words) => words.has(word)),
  );
  if (repeated.length === 0) return [];
  return [
    {
      rule: 'stem-word-repeat',
      message: `Only the key repeats "${repeated.join('", "')}" from the stem.`,
      optionId: keys[0]!.id,
    },
  ];
}

/** An option combines others: "A and B", "I and III only", "both of these" (guideline 9, the complex multiple-choice or K-type format). */
export function complexKType(content: ItemContent): Flaw[] {
  const pattern =
    /^\s*([Bb]oth |[Nn]either |only )?\(?(options? )?([A-D]|[1-4]|I{1,3}|IV)\)?(\s*,\s*\(?([A-D]|[1-4]|I{1,3}|IV)\)?)*\s*(,?\s*(and|or|nor|&)\s*)\(?([A-D]|[1-4]|I{1,3}|IV)\)?( only)?\s*\.?$|^\s*I{1,3} only\s*$|\b[Bb]oth (of )?(the above|these|a and b)\b/;
  return optionsMatching(content, 'complex-k-type', pattern, (found) => `"${found}" combines other options.`);
}

/** The stem ends in "a" or "an", which fits some options and not others (guideline 28c). */
export function articleCue(content: ItemContent): Flaw[] {
  const article = /\b(an?)\s*[:.…_]*\s*$/i.exec(proseOf(content.stem))?.[1]?.toLowerCase();
  if (article === undefined) return [];
  const fits = choices(content).map(
    ({ text }) => /^[aeiou]/i.test(text.replaceAll('`', '').trim()) === (article === 'an'),
  );
  if (fits.every((fit) => fit === fits[0])) return [];
  return [
    {
      rule: 'article-cue',
      message: `The stem ends in "${article}", which does not fit every option. Write "a(n)" or move it into the options.`,
    },
  ];
}

/** All options are numbers and stand in neither ascending nor descending order (guideline 20). See `presentationOrder`, which keeps them sorted. */
export function numberOrder(content: ItemContent): Flaw[] {
  const values = numericValues(choices(content).map(({ text }) => text));
  if (values === null || values.length === 0) return [];
  const rises = values.every((value, index) => index === 0 || value > values[index - 1]!);
  const falls = values.every((value, index) => index === 0 || value < values[index - 1]!);
  return rises || falls ? [] : [{ rule: 'number-order', message: 'The options are numbers and not in order of size.' }];
}

/** An option uses a vague frequency or probability word ("usually", "often"), which readers take differently (Case and Swanson 2002). */
export function vagueQualifiers(content: ItemContent): Flaw[] {
  const pattern =
    /\b(usually|often|sometimes|frequently|generally|typically|occasionally|rarely|seldom|commonly|mostly|nearly|probably|perhaps|maybe)\b/i;
  return optionsMatching(content, 'vague-qualifiers', pattern, (found) => `"${found}" has no fixed meaning.`);
}

/**
 * The question itself is negative and the negative word is not in capitals (guideline 17). A negative inside a relative
 * clause ("the customers who have not ordered") describes the thing asked for and is no flaw.
 */
export function unmarkedNegative(content: ItemContent): Flaw[] {
  const questions = proseOf(content.stem).match(/\b(which|what|who)\b[^.?!]*[?:]?/gi) ?? [];
  const negated =
    /^(which|what|who)\b(?:(?!\b(that|who|whose|where|when|if|because|which)\b).)*?\b(is|are|was|were|does|do|did|would|can|could|will|should|has|have)(n't| not|not)\b/;
  const loaded = /\b(except|least likely|incorrect|untrue|false statement|is false|wrong)\b/;
  const exception = /\b[Aa]ll (of )?(these|the following)\b[^.?!]*\bexcept\b[^.?!]*\?/.exec(proseOf(content.stem))?.[0];
  const found = [...questions, ...(exception ? [exception] : [])].find(
    (question) => negated.test(question.replace(/^\w/, (c) => c.toLowerCase())) || loaded.test(question),
  );
  return found === undefined
    ? []
    : [
        {
          rule: 'unmarked-negative',
          message: 'The question is negative; set the negative word in capitals or ask positively.',
        },
      ];
}

/** The stem has a gap to fill in (guideline 14 asks for the question in the stem). */
export function blankInStem(content: ItemContent): Flaw[] {
  return /_{2,}|\[blank\]|\.{4,}/i.test(proseOf(content.stem))
    ? [{ rule: 'blank-in-stem', message: 'The stem has a blank; ask a question instead.' }]
    : [];
}

/** The item is a row of true/false statements: the stem only asks which is true, or options begin with true, false, yes or no (guideline 10). */
export function trueFalseStyle(content: ItemContent): Flaw[] {
  const judged = choices(content).filter(({ text }) =>
    /^((true|false|yes|no)\b(?! such)|(right|wrong|correct|incorrect)\b[:,])/i.test(proseOf(text).trim()),
  );
  if (judged.length >= 2) return [{ rule: 'true-false-style', message: 'Options are true/false or yes/no verdicts.' }];
  const unfocused =
    /\bwhich (one )?(of (the following|these) )?(statements?|sentences?|claims?|options?)?( below)? ?(is|are) (true|correct|right|accurate|valid)\b(?! about| of| for)/i;
  return unfocused.test(proseOf(content.stem))
    ? [{ rule: 'true-false-style', message: 'The stem asks only which statement is true; ask about one thing.' }]
    : [];
}

/** Of several right options, choosing every option earns points: more keys than distractors, under the rule of the type. */
export function selectAllPays(content: ItemContent): Flaw[] {
  if (content.type !== 'multipleResponse') return [];
  const distractors = content.options.length - content.keyIds.length;
  return content.keyIds.length <= distractors
    ? []
    : [
        {
          rule: 'select-all-pays',
          message: `Choosing everything earns ${content.keyIds.length - distractors} points.`,
        },
      ];
}

/** As many targets as prompts, each used once: the last pair is given away by the others (Haladyna and Rodriguez 2013, chapter 5). */
export function matchingByElimination(content: ItemContent): Flaw[] {
  if (content.type !== 'matching') return [];
  const used = new Set(Object.values(content.key));
  return content.targets.length > content.prompts.length || used.size < content.targets.length
    ? []
    : [
        {
          rule: 'matching-by-elimination',
          message: 'Every target is used once, so the last pair follows from the others.',
        },
      ];
}

const RULES: Readonly<Record<FlawRule, (content: ItemContent) => Flaw[]>> = {
  'none-of-the-above': noneOfTheAbove,
  'all-of-the-above': allOfTheAbove,
  'length-cue': lengthCue,
  'absolute-terms': absoluteTerms,
  'stem-word-repeat': stemWordRepeat,
  'complex-k-type': complexKType,
  'article-cue': articleCue,
  'number-order': numberOrder,
  'vague-qualifiers': vagueQualifiers,
  'unmarked-negative': unmarkedNegative,
  'blank-in-stem': blankInStem,
  'true-false-style': trueFalseStyle,
  'select-all-pays': selectAllPays,
  'matching-by-elimination': matchingByElimination,
};

/** Every flaw found, in the order of the rules; empty for a clean item. */
export function findFlaws(content: ItemContent): Flaw[] {
  return Object.values(RULES).flatMap((rule) => rule(content));
}
