import { DomainError } from '@/core/errors';
import { type Bm25Index, bm25Index } from './bm25';
import { phraseHits } from './phrase-hits';
import { requirementCues } from './requirement-cues';
import { PRIORITY_WEIGHT, type Priority, type SkillGraph, validateSkillGraph } from './skill-graph';
import type { Taxonomy } from './taxonomy';
import { type Token, tokenise } from './tokenise';

/** Where a text speaks of a skill: `text.slice(start, end)` is `term` as written. */
export type SkillEvidence = { readonly term: string; readonly start: number; readonly end: number };

export type SkillMatch = {
  readonly skillId: string;
  readonly name: string;
  /** BM25 units; comparable within one text only. */
  readonly score: number;
  readonly priority: Priority;
  /** In order of the text, never empty. */
  readonly evidence: readonly SkillEvidence[];
};

export type SkillMatches = {
  /** Assessable skills, best first. */
  readonly matched: readonly SkillMatch[];
  /** Recognised skills for which there are no items, best first. */
  readonly unassessable: readonly SkillMatch[];
};

/** A phrase naming a skill outweighs loose words of its description. Later mentions add less and less. */
const PHRASE_WEIGHT = 3;
/** Least score of an assessable skill no phrase names: about three telling words of its description. */
const LOOSE_FLOOR = 7;
const LOOSE_WORDS = 3;

/** Words of names, aliases and descriptions that say nothing about a skill. */
const EMPTY_WORDS = new Set(
  'a an and are as at be between by can do does for from has how in into is it its not of on or so such that the their them they this to use used using what when which who with without work working system code data software application engineer team experience knowledge skill'.split(
    ' ',
  ),
);

function looseIndex(taxonomy: Taxonomy): Bm25Index {
  return bm25Index(
    taxonomy.skills.map((skill) =>
      [skill.name, ...skill.aliases, ...(skill.exactAliases ?? []), ...(skill.weakAliases ?? []), skill.description]
        .flatMap((text) => tokenise(text).map(({ term }) => term))
        .filter((term) => !EMPTY_WORDS.has(term)),
    ),
  );
}

/**
 * The skills a text asks for, with where it says so. Phrases that name a skill count most; other words add their BM25
 * score. The priority of a skill is that of its most demanding mention ("must have" H, "nice to have" L); a skill that
 * is only named is M, or H when it is among the most prominent. Skills the text says are not needed are left out.
 */
export function matchSkills(text: string, taxonomy: Taxonomy): SkillMatches {
  const plain = text.replaceAll('\u2019', "'"); // same length, so offsets hold
  const tokens = tokenise(plain);
  const { hits, used } = phraseHits(plain, tokens, taxonomy);
  const index = looseIndex(taxonomy);
  const cueAt = requirementCues(plain);
  const loose = tokens.filter((token, at) => !used.has(at) && !EMPTY_WORDS.has(token.term));

  const scored = taxonomy.skills.flatMap((skill, number) => {
    const named = hits.filter((hit) => hit.skill === number).map((hit) => ({ ...hit, cue: cueAt(hit.start, hit.end) }));
    const mentions = named.filter(({ cue }) => cue !== 'excluded');
    const words = new Map<string, Token>();
    for (const token of loose)
      if (index.termScore(number, token.term) > 0 && !words.has(token.term)) words.set(token.term, token);
    const looseScore = [...words.keys()].reduce((sum, term) => sum + index.termScore(number, term), 0);
    const phraseScore = saturated(mentions.map(({ term }) => term.toLowerCase()));
    const isNamed = mentions.length > 0;
    const isMeant = skill.assessable && named.length === 0 && words.size >= LOOSE_WORDS && looseScore >= LOOSE_FLOOR;
    if (!isNamed && !isMeant) return [];
    const evidence = isNamed
      ? mentions
      : [...words.values()].map(({ written, start, end }) => ({ term: written, start, end, cue: cueAt(start, end) }));
    return [{ skill, score: PHRASE_WEIGHT * phraseScore + Math.min(looseScore, LOOSE_FLOOR) / 2, evidence, isNamed }];
  });

  const best = Math.max(0, ...scored.filter(({ skill }) => skill.assessable).map(({ score }) => score));
  const matches = scored
    .map(({ skill, score, evidence, isNamed }) => ({
      assessable: skill.assessable,
      match: {
        skillId: skill.id,
        name: skill.name,
        score,
        priority: isNamed
          ? priorityOf(
              evidence.map(({ cue }) => cue),
              score,
              best,
            )
          : ('L' as const),
        evidence: evidence.map(({ start, end }) => ({ term: text.slice(start, end), start, end })),
      },
    }))
    .sort((left, right) => right.match.score - left.match.score || (left.match.skillId < right.match.skillId ? -1 : 1));
  return {
    matched: matches.filter(({ assessable }) => assessable).map(({ match }) => match),
    unassessable: matches.filter(({ assessable }) => !assessable).map(({ match }) => match),
  };
}

/** Different terms count in full, repeats of one term saturate as in BM25: n mentions count n (k1 + 1) / (n + k1). */
function saturated(terms: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum + (n * 2.2) / (n + 1.2), 0);
}

function priorityOf(cues: readonly (string | null)[], score: number, best: number): Priority {
  if (cues.includes('H')) return 'H';
  const plain = cues.filter((cue) => cue === null).length;
  if (plain > 0) return plain > 1 && score >= 0.6 * best ? 'H' : 'M';
  return 'L';
}

/** More skills than this cannot each get enough items in one sitting. */
export const MAX_SUGGESTED_SKILLS = 8;

export type SkillGraphSuggestion = {
  readonly graph: SkillGraph;
  /** The matches behind the nodes, in node order. */
  readonly matches: readonly SkillMatch[];
  /** What the text also asks for and the bank cannot measure. */
  readonly unassessable: readonly SkillMatch[];
};

/**
 * A first skill graph for a job description, to be edited by people: the best matches, most important first, with the
 * usual prerequisites among them.
 * @throws DomainError `graph_invalid` when the text speaks of no skill the bank can measure.
 */
export function suggestSkillGraph(text: string, taxonomy: Taxonomy): SkillGraphSuggestion {
  const { matched, unassessable } = matchSkills(text, taxonomy);
  if (matched.length === 0) {
    const names = taxonomy.skills.filter(({ assessable }) => assessable).map(({ name }) => name);
    const seen =
      unassessable.length > 0
        ? ` It mentions ${unassessable.map(({ name }) => name).join(', ')}, for which there are no items.`
        : '';
    throw new DomainError(
      'graph_invalid',
      `The description names no skill that can be assessed.${seen} Assessable are: ${names.join(', ')}.`,
    );
  }
  const matches = [...matched]
    .sort((left, right) => PRIORITY_WEIGHT[right.priority] - PRIORITY_WEIGHT[left.priority] || right.score - left.score)
    .slice(0, MAX_SUGGESTED_SKILLS);
  const chosen = new Set(matches.map(({ skillId }) => skillId));
  const graph = validateSkillGraph({
    nodes: matches.map(({ skillId, name, priority }) => ({ skillId, name, priority })),
    edges: taxonomy.prerequisites.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  });
  return { graph, matches, unassessable };
}
