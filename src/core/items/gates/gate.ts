/**
 * The gates an item version passes before candidates see it (PSYCHOMETRICS.md 5.9), whatever its origin. Each leaves a
 * stored result; a gate that could not run says so and is never counted as passed.
 *
 * `blocks`: `always` while it has failed the version cannot be accepted; `unlessOverruled` a reviewer may accept all the same and says
 * why; `never` it says something about the version and decides nothing. `needsModel`: it asks a language model.
 */
export const GATES = {
  schema: { blocks: 'always', needsModel: false },
  oneKey: { blocks: 'always', needsModel: false },
  flaws: { blocks: 'unlessOverruled', needsModel: false },
  keyPosition: { blocks: 'never', needsModel: false },
  independentSolves: { blocks: 'always', needsModel: true },
  withoutOptions: { blocks: 'unlessOverruled', needsModel: true },
  withoutStem: { blocks: 'unlessOverruled', needsModel: true },
  nearDuplicates: { blocks: 'unlessOverruled', needsModel: false },
  grounding: { blocks: 'unlessOverruled', needsModel: false },
  acceptance: { blocks: 'never', needsModel: false },
  pilot: { blocks: 'never', needsModel: false },
} as const satisfies Record<string, { blocks: 'always' | 'unlessOverruled' | 'never'; needsModel: boolean }>;

export type GateId = keyof typeof GATES;
/** In the order an item meets them. */
export const GATE_IDS = Object.keys(GATES) as readonly GateId[];

/** `notApplicable`: the gate is about something this type of item does not have. */
export const GATE_RESULTS = ['passed', 'failed', 'notRun', 'notApplicable'] as const;
export type GateResult = (typeof GATE_RESULTS)[number];

/** One labelled line of what a gate saw; `itemId` names another item it is about. */
export type Evidence = { readonly label: string; readonly text: string; readonly itemId?: string };

export type GateOutcome = {
  readonly gate: GateId;
  readonly result: GateResult;
  /** One sentence: what was found, or why nothing could be. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
};

/** The results of a version so far; what is absent has not been tried. */
export type GateResults = Readonly<Partial<Record<GateId, GateResult>>>;

/** What a list shows for a version: `failed` when any gate has, `passed` when it is through all but the last two, else how far it is. */
export type GateSummary = 'passed' | 'failed' | 'incomplete' | 'notRun';

/** The gates that run before a person decides. */
const BEFORE_REVIEW = GATE_IDS.filter((gate) => gate !== 'acceptance' && gate !== 'pilot');

const isThrough = (result: GateResult | undefined) => result === 'passed' || result === 'notApplicable';

export function summariseGates(results: GateResults): GateSummary {
  const known = BEFORE_REVIEW.map((gate) => results[gate]);
  if (known.includes('failed')) return 'failed';
  if (known.every(isThrough)) return 'passed';
  return known.includes('passed') ? 'incomplete' : 'notRun';
}

/** Where items come from. `generated` means written by a language model. */
export const ITEM_ORIGINS = ['shipped', 'author', 'generated', 'imported'] as const;
export type ItemOrigin = (typeof ITEM_ORIGINS)[number];

/**
 * What stands between a version and its acceptance. `blocking` cannot be overruled; `overrulable` can, with a reason.
 * Structure must have been checked for every item; of a generated one every gate that a model runs must have passed,
 * because nobody has computed its key.
 */
export function obstacles(results: GateResults, origin: ItemOrigin): { blocking: GateId[]; overrulable: GateId[] } {
  const blocking = GATE_IDS.filter((gate) => {
    if (GATES[gate].blocks === 'never') return false;
    const result = results[gate];
    if (gate === 'schema' || gate === 'oneKey') return result !== 'passed';
    if (origin === 'generated' && GATES[gate].needsModel) return !isThrough(result);
    return GATES[gate].blocks === 'always' && result === 'failed';
  });
  const overrulable = GATE_IDS.filter(
    (gate) => GATES[gate].blocks === 'unlessOverruled' && results[gate] === 'failed' && !blocking.includes(gate),
  );
  return { blocking, overrulable };
}

/** A gate that could not run, and why. */
export function notRun(gate: GateId, reason: string): GateOutcome {
  return { gate, result: 'notRun', summary: reason, evidence: [] };
}

/** A gate that has nothing to look at in this item, and why. */
export function notApplicable(gate: GateId, reason: string): GateOutcome {
  return { gate, result: 'notApplicable', summary: reason, evidence: [] };
}
