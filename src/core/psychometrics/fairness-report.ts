import { adverseImpact, type ImpactResult } from './adverse-impact';
import { abilityStrata, type DifResult, liuAgresti, mantelHaenszel, scoreStrata } from './differential-functioning';

/** One voluntary answer group of a question, as it may be shown: small groups without figures. */
export type GroupCount = {
  readonly group: string;
  /** Null when suppressed: a figure about fewer people than this would be about persons. */
  readonly people: number | null;
};

export type ItemDif = {
  readonly itemId: string;
  readonly itemVersion: number;
  readonly focal: string;
  readonly reference: string;
  readonly result: DifResult;
};

export type FairnessReport = {
  /** People in the groups that are shown; the others are left out, or the size of a small group would follow from the rest. */
  readonly answered: number;
  readonly groups: readonly GroupCount[];
  readonly impact: readonly ImpactResult[];
  readonly dif: readonly ItemDif[];
};

/** Groups with fewer people are named and nothing more. */
export const SMALLEST_CELL = 10;

/** A session with its answer to the question; a person may have several. */
export type GroupedPerson = {
  readonly personId: string;
  readonly sessionId: string;
  readonly group: string;
  readonly selected: boolean;
};
export type GroupedAnswer = {
  readonly sessionId: string;
  readonly itemId: string;
  /** Another version may ask something else, so each is compared by itself. */
  readonly itemVersion: number;
  /** Ability by all of the person's answers, this one among them (`thetaWithAnswer`). */
  readonly theta: number;
  readonly points: number;
  readonly maxPoints: number;
};

/**
 * Selection rates and item functioning by the groups of one question. Groups below ten people take part in nothing. The
 * largest group is the reference for item functioning. Whoever has several sessions is one person.
 */
export function fairnessReport(people: readonly GroupedPerson[], answers: readonly GroupedAnswer[]): FairnessReport {
  const byGroup = [...Map.groupBy(people, ({ group }) => group)]
    .sort((x, y) => (x[0] < y[0] ? -1 : 1))
    .map(([group, sessions]) => {
      const all = new Set(sessions.map(({ personId }) => personId));
      const selected = new Set(sessions.flatMap((session) => (session.selected ? [session.personId] : [])));
      return { group, applicants: all.size, selected: selected.size };
    });
  const counts = byGroup.filter(({ applicants }) => applicants >= SMALLEST_CELL);
  const reference = counts.toSorted((x, y) => y.applicants - x.applicants)[0]?.group;
  const groupOf = new Map(people.map(({ sessionId, group }) => [sessionId, group]));
  const items = [...Map.groupBy(answers, ({ itemId, itemVersion }) => `${itemId}@${itemVersion}`)]
    .sort((x, y) => (x[0] < y[0] ? -1 : 1))
    .map(([, given]) => given);
  const dif = counts
    .filter(({ group }) => group !== reference)
    .flatMap(({ group }) =>
      items.map((given): ItemDif => {
        const { itemId, itemVersion } = given[0]!;
        const most = given.reduce((highest, { maxPoints }) => Math.max(highest, maxPoints), 1);
        const rows = given.flatMap(({ sessionId, theta, points }) => {
          const own = groupOf.get(sessionId);
          if (own !== group && own !== reference) return [];
          const side: 'focal' | 'reference' = own === group ? 'focal' : 'reference';
          return [{ theta, group: side, score: points }];
        });
        const result =
          most === 1
            ? mantelHaenszel(abilityStrata(rows.map((row) => ({ ...row, score: row.score > 0 ? 1 : 0 }))))
            : liuAgresti(scoreStrata(rows, most));
        return { itemId, itemVersion, focal: group, reference: reference!, result };
      }),
    );
  return {
    answered: counts.reduce((sum, { applicants }) => sum + applicants, 0),
    groups: byGroup.map(({ group, applicants }) => {
      return { group, people: applicants >= SMALLEST_CELL ? applicants : null };
    }),
    impact: adverseImpact(counts),
    dif,
  };
}

/** Whether an item is flagged: a large difference (class C) for some group. */
export const isFlagged = ({ result }: ItemDif): boolean => result.status === 'measured' && result.dif === 'C';
