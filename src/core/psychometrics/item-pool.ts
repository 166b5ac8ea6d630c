import { DomainError } from '@/core/errors';
import type { Item } from '@/core/items/item';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { boundaries, isGraded, singleBoundary } from './item-response';
import { parentIndices } from './skill-prior';

/**
 * The items a graph's skills can draw on, laid out for scanning: item i of the pool has its values at index i of each
 * array. Sorted by skill, then item id by code units, so the index order does not depend on how the bank was read.
 * Made once per bank revision and graph, never changed, shared by all sessions.
 */
export type ItemPool = {
  readonly size: number;
  readonly skills: number;
  readonly items: readonly Item[];
  readonly skill: Int32Array;
  /** Items of skill k are `start[k]` up to, not including, `start[k + 1]`; K + 1 numbers. */
  readonly start: Int32Array;
  readonly discrimination: Float64Array;
  readonly difficulty: Float64Array;
  readonly difficultyVariance: Float64Array;
  /** Category boundaries of graded items (theta); empty for items that are right or wrong. */
  readonly boundaries: readonly Float64Array[];
  readonly guessing: Float64Array;
  /** Upper asymptote minus guessing. */
  readonly span: Float64Array;
  readonly expectedTimeMs: Float64Array;
  readonly indexOf: ReadonlyMap<string, number>;
  /** What having seen this item id rules out: the item itself, and its enemies in either direction. */
  readonly blockedBy: ReadonlyMap<string, readonly number[]>;
  /** Of an item that a model makes: all items of the same model, whatever their level. */
  readonly siblings: ReadonlyMap<string, readonly number[]>;
  /** Prerequisites of each skill, as skill indices. */
  readonly parents: readonly (readonly number[])[];
};

/** Shared by all items without part scores. */
const NO_BOUNDARIES = new Float64Array(0);

/**
 * Lays out the items whose skill is in the graph; others are left out, but their enemies are still heeded.
 * @throws DomainError `item_invalid` for parameters that are no numbers or describe no curve: they would spoil every score.
 */
export function compilePool(items: readonly Item[], graph: SkillGraph): ItemPool {
  const skillIndex = new Map(graph.nodes.map((node, index) => [node.skillId, index]));
  const skills = graph.nodes.length;
  for (const item of items) if (skillIndex.has(item.skillId)) assertUsable(item);
  const pooled = items
    .flatMap((item) => {
      const skill = skillIndex.get(item.skillId);
      return skill === undefined ? [] : [{ item, skill }];
    })
    .sort((x, y) => x.skill - y.skill || (x.item.id < y.item.id ? -1 : 1));
  const size = pooled.length;
  const pool = {
    size,
    skills,
    items: pooled.map(({ item }) => item),
    skill: Int32Array.from(pooled, ({ skill }) => skill),
    start: new Int32Array(skills + 1),
    discrimination: Float64Array.from(pooled, ({ item }) => item.parameters.discrimination),
    difficulty: Float64Array.from(pooled, ({ item }) => singleBoundary(item.parameters)),
    difficultyVariance: Float64Array.from(pooled, ({ item }) => item.parameters.difficultyVariance),
    boundaries: pooled.map(({ item }) =>
      isGraded(item.parameters) ? Float64Array.from(boundaries(item.parameters)) : NO_BOUNDARIES,
    ),
    guessing: Float64Array.from(pooled, ({ item }) => item.parameters.guessing),
    span: Float64Array.from(pooled, ({ item }) => item.parameters.upperAsymptote - item.parameters.guessing),
    expectedTimeMs: Float64Array.from(pooled, ({ item }) => item.expectedTimeMs),
    indexOf: new Map(pooled.map(({ item }, index) => [item.id, index])),
    blockedBy: new Map<string, number[]>(),
    siblings: new Map<string, number[]>(),
    parents: parentIndices(graph),
  };
  for (const { skill } of pooled) pool.start[skill + 1]! += 1;
  for (let k = 0; k < skills; k++) pool.start[k + 1]! += pool.start[k]!;

  const ofModel = new Map<string, number[]>();
  pooled.forEach(({ item: { id, source } }, index) => {
    if (source.kind !== 'model') return;
    const family = ofModel.get(source.modelId) ?? [];
    ofModel.set(source.modelId, family);
    family.push(index);
    pool.siblings.set(id, family);
  });

  const block = (seenId: string, index: number | undefined) => {
    if (index === undefined) return;
    const blocked = pool.blockedBy.get(seenId);
    if (blocked) blocked.push(index);
    else pool.blockedBy.set(seenId, [index]);
  };
  for (const item of items) {
    block(item.id, pool.indexOf.get(item.id));
    for (const enemyId of item.enemies) {
      block(enemyId, pool.indexOf.get(item.id));
      block(item.id, pool.indexOf.get(enemyId));
    }
  }
  return pool;
}

function assertUsable({ id, parameters, expectedTimeMs }: Item): void {
  const { discrimination, difficulty, guessing, upperAsymptote, difficultyVariance, thresholds = [0] } = parameters;
  const refuse = (what: string): never => {
    throw new DomainError('item_invalid', `The item ${id} cannot be used: ${what}.`);
  };
  if (!(discrimination > 0 && Number.isFinite(discrimination))) refuse(`its discrimination is ${discrimination}`);
  if (!Number.isFinite(difficulty)) refuse(`its difficulty is ${difficulty}`);
  if (!(guessing >= 0 && guessing < upperAsymptote && upperAsymptote <= 1)) {
    refuse(`its asymptotes are ${guessing} and ${upperAsymptote}`);
  }
  if (!(difficultyVariance >= 0 && Number.isFinite(difficultyVariance)))
    refuse(`its variance is ${difficultyVariance}`);
  const rises = thresholds.every((value, j) => Number.isFinite(value) && (j === 0 || value > thresholds[j - 1]!));
  if (thresholds.length === 0 || !rises) refuse(`its thresholds are ${thresholds.join(', ') || 'none'}`);
  if (!(expectedTimeMs > 0)) refuse(`its expected time is ${expectedTimeMs}`);
}

/** Items of the pool per skill. */
export function itemsPerSkill(pool: ItemPool): number[] {
  return Array.from({ length: pool.skills }, (_, k) => pool.start[k + 1]! - pool.start[k]!);
}
