import type { PrerequisiteEdge } from './skill-graph';

/** A skill that texts may speak of. */
export type TaxonomySkill = {
  readonly id: string;
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** Words and phrases that name the skill or a part of it; case, plural and the marks between words do not matter. */
  readonly aliases: readonly string[];
  /** Names that are ordinary words when written otherwise ("Go", "REST"); matched to the letter. */
  readonly exactAliases?: readonly string[];
  /**
   * Names that other trades use as well ("testing", "security", "routing"). They count only in a text that also names
   * a technical skill by a name of its own.
   */
  readonly weakAliases?: readonly string[];
  /** True for what every trade asks for, such as leadership: it does not make a text technical. */
  readonly general?: boolean;
  /** False when the bank has no items for it: recognised, so that people are told what is not measured. */
  readonly assessable: boolean;
};

export type Taxonomy = {
  readonly skills: readonly TaxonomySkill[];
  /** Phrases that contain the name of a skill and mean something else ("security clearance"). */
  readonly misleadingPhrases: readonly string[];
  /** What usually builds on what, among assessable skills; acyclic. */
  readonly prerequisites: readonly PrerequisiteEdge[];
};
