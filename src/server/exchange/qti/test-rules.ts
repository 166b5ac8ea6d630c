import type { XmlElement } from '../xml/element';

const BY_ANSWERS = 'The next item follows from the answers here, not from a rule of the test.';
const SCORED = 'Scores are estimated from the answers here, not computed by the test.';
const SESSION = 'Attempts, feedback and review are set for an assessment as a whole.';
const NO_TEXT = 'An assessment has no texts of its own beside its items.';

/** Why an assessment cannot keep what these elements of a test rule. */
const ELEMENTS: Readonly<Record<string, string>> = {
  'qti-branch-rule': BY_ANSWERS,
  'qti-pre-condition': BY_ANSWERS,
  'qti-adaptive-selection': 'It needs a service of another vendor, which is never called.',
  'qti-selection': BY_ANSWERS,
  'qti-ordering': BY_ANSWERS,
  'qti-time-limits': 'An assessment has one time limit and one time for every item.',
  'qti-item-session-control': SESSION,
  'qti-outcome-declaration': SCORED,
  'qti-outcome-processing': SCORED,
  'qti-variable-mapping': SCORED,
  'qti-weight': 'An item weighs as much as it says about the skill.',
  'qti-template-default': 'Items made from a template need an item model here.',
  'qti-context-declaration': 'Items know nothing of the surroundings of a test.',
  'qti-test-feedback': NO_TEXT,
  'qti-rubric-block': NO_TEXT,
  'qti-stylesheet': 'Items look the same everywhere.',
};

type AttributeRule = { readonly kept: string | null; readonly reason: string };

/** Attributes of parts, sections and references that rule something, unless they say what holds here anyway (`kept`). */
const ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  'navigation-mode': { kept: 'linear', reason: 'Whether candidates may go back is set for an assessment as a whole.' },
  'submission-mode': { kept: 'individual', reason: 'Every answer is handed in by itself.' },
  required: { kept: 'false', reason: BY_ANSWERS },
  fixed: { kept: 'false', reason: BY_ANSWERS },
  'keep-together': { kept: 'true', reason: BY_ANSWERS },
  category: { kept: null, reason: 'Items are sorted by their skill.' },
};

const SHOWN_LENGTH = 120;

/** What an element inside a test rules and why that is not kept, in a sentence; `owner` is what it stands in. */
export function ruleNotKept({ name, attributes }: XmlElement, owner: string): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join('');
  return `${shortened(`${name}${written}`)} of "${shortened(owner)}": ${ELEMENTS[name] ?? 'It has no counterpart here.'}`;
}

/** The same for the attributes of a part, section or reference. */
export function attributesNotKept({ name, attributes }: XmlElement): string[] {
  return Object.entries(ATTRIBUTES).flatMap(([key, { kept, reason }]) => {
    const value = attributes[key];
    if (value === undefined || value === kept) return [];
    return [`${key}="${shortened(value)}" of ${name} "${shortened(attributes.identifier ?? '')}": ${reason}`];
  });
}

export function shortened(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`;
}
