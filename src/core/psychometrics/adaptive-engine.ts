import { DomainError } from '@/core/errors';
import { type SkillGraph, skillWeights } from '@/core/skills/skill-graph';
import { type AbilityPosterior, estimateAbility, finalAbility } from './ability';
import { assertServable, type ContentPlan, planContent } from './content-balance';
import { type ItemPool, itemsPerSkill } from './item-pool';
import { maximumScore } from './item-response';
import { type Dice, type ItemCriterion, openItems, type Randomisation, selectItem } from './item-selection';
import type { ScoredResponse } from './response-factors';
import { type SkillPrior, skillPrior } from './skill-prior';
import { decideStop, type StoppingRules, type StopReason } from './stopping-rule';

export type EngineRules = StoppingRules & {
  /** Weights of the skills in node order; default from the priorities of the graph. */
  readonly weights?: readonly number[];
  /** How items of a skill are valued; default `varianceDrop`. */
  readonly criterion?: ItemCriterion;
  /** How chance enters the choice; default `best`. */
  readonly randomisation?: Randomisation;
};

/** An answer as a session stores it: whole points, 0 to what the item can bring. An awaited score is not among them. */
export type AnsweredItem = { readonly itemId: string; readonly score: number };

/** What the engine needs to know of a session to decide what comes next. */
export type EngineState = {
  /** Scored answers of this session, in any order. */
  readonly responses: readonly AnsweredItem[];
  /** Items answered whose score is not known: they count as given, and say nothing of ability. */
  readonly unscored?: readonly string[];
  /** The estimate from exactly these responses, if the caller has it. */
  readonly ability?: AbilityPosterior;
  /** Further items this person has been shown: in earlier sessions, or withdrawn in this one. */
  readonly alsoSeen?: Iterable<string>;
  /** `predictedSuccess` of the items given so far, in order of presentation. */
  readonly predictions?: readonly number[];
  /** Null when the session has no clock. */
  readonly remainingTimeMs: number | null;
  readonly timeMultiplier?: number;
  /**
   * Exposure control: false keeps an item out of this session (see `exposure-control.ts`). Given way to rather than ending
   * a session early, when nothing else is left.
   */
  readonly eligible?: (itemIndex: number) => boolean;
};

export type NextStep =
  | {
      readonly kind: 'item';
      readonly itemId: string;
      readonly index: number;
      readonly utility: number;
      readonly predictedSuccess: number;
    }
  | { readonly kind: 'stop'; readonly reason: StopReason };

export type AdaptiveEngine = {
  readonly pool: ItemPool;
  readonly prior: SkillPrior;
  readonly content: ContentPlan;
  readonly rules: EngineRules;
  /** The estimate during a session: three sweeps. @throws DomainError `invalid_input` for an item not in the pool or an impossible score. */
  estimate(responses: readonly AnsweredItem[]): AbilityPosterior;
  /** The estimate a report is made from: to convergence. */
  finalEstimate(responses: readonly AnsweredItem[]): AbilityPosterior;
  /** The answers with their skills and parameters, for reports. */
  scored(responses: readonly AnsweredItem[]): ScoredResponse[];
  /** Decides whether to go on, and with which item. Same state and dice, same step. */
  next(state: EngineState, dice: Dice): NextStep;
  /** Refuses (`rules_unsatisfiable`) rules whose content minimums this pool cannot serve; for publishing. */
  assertServable(): void;
};

/** Everything an adaptive session asks of psychometrics, for one bank revision, graph and set of rules. Holds no state. */
export function createEngine(setup: {
  readonly pool: ItemPool;
  readonly graph: SkillGraph;
  readonly rules: EngineRules;
  /** Default: what the graph implies. Given when loadings have been estimated from data. */
  readonly prior?: SkillPrior;
}): AdaptiveEngine {
  const { pool, graph, rules } = setup;
  const prior = setup.prior ?? skillPrior(graph);
  const content = planContent(rules.weights ?? skillWeights(graph), rules.maxItems);

  const scored = (responses: readonly AnsweredItem[]): ScoredResponse[] =>
    responses.map(({ itemId, score }) => {
      const index = pool.indexOf.get(itemId);
      if (index === undefined) throw new DomainError('invalid_input', `The item ${itemId} is not in the pool.`);
      const { parameters } = pool.items[index]!;
      const most = maximumScore(parameters);
      if (!(Number.isInteger(score) && score >= 0 && score <= most)) {
        throw new DomainError('invalid_input', `The item ${itemId} brings 0 to ${most} points, not ${score}.`);
      }
      return { itemId, skill: pool.skill[index]!, parameters, score };
    });
  const estimate = (responses: readonly AnsweredItem[]) => estimateAbility(prior, scored(responses));

  return {
    pool,
    prior,
    content,
    rules,
    scored,
    estimate,
    finalEstimate: (responses) => finalAbility(prior, scored(responses)),
    assertServable: () =>
      assertServable(
        content,
        itemsPerSkill(pool),
        graph.nodes.map((node) => node.name),
        rules.minItems,
      ),
    next(state, dice) {
      const posterior = state.ability ?? estimate(state.responses);
      const counts = new Int32Array(pool.skills);
      const seen = [...(state.alsoSeen ?? [])];
      for (const itemId of [...state.responses.map((response) => response.itemId), ...(state.unscored ?? [])]) {
        seen.push(itemId);
        const index = pool.indexOf.get(itemId);
        if (index !== undefined) counts[pool.skill[index]!]! += 1;
      }
      let open = openItems({ pool, seen, eligible: state.eligible });
      if (state.eligible && !open.includes(1)) open = openItems({ pool, seen });
      const shared = { pool, content, posterior, counts, remainingTimeMs: state.remainingTimeMs };
      const reason = decideStop({ ...shared, rules, open });
      if (reason) return { kind: 'stop', reason };
      const { criterion, randomisation, cuts } = rules;
      const answered = criterion === undefined || criterion === 'varianceDrop' ? [] : scored(state.responses);
      const selection = selectItem({ ...state, ...shared, seen, open, cuts, criterion, randomisation, answered }, dice);
      if (selection.kind === 'item') return selection;
      return { kind: 'stop', reason: selection.reason === 'noTime' ? 'timeExpired' : 'bankExhausted' };
    },
  };
}
