import { DomainError } from '@/core/errors';
import { maximumScore } from '@/core/psychometrics/item-response';
import { type PromotionCheck, promotionChecks } from '@/core/psychometrics/item-standing';
import { type ItemFigures, itemFigures, newTally } from '@/core/psychometrics/item-tally';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { Member } from '@/server/policy';
import type { BankRepository, StandingItem } from '@/server/repositories/bank-repository';
import type { CalibrationRepository } from '@/server/repositories/calibration-repository';
import type { SkillCalibrationSummary } from './calibration-service';
import { optionsOf } from './pilot-evidence';

type Deps = {
  readonly calibration: CalibrationRepository;
  readonly bank: BankRepository;
  readonly now: () => Date;
};

export type ItemHealth = ItemFigures & {
  readonly itemId: string;
  readonly itemVersion: number;
  readonly skillId: string;
  readonly status: StandingItem['status'];
  readonly responses: number;
  readonly calibration: StandingItem['calibration'];
  readonly isAnchor: boolean;
  /** Share of the sessions that could have used it. */
  readonly exposure: Statistic;
  /** What stands between a pilot item and the operational bank; empty for others. */
  readonly checks: readonly PromotionCheck[];
};

export type BankHealth = {
  readonly revision: number;
  readonly exposure: { readonly maximum: Statistic; readonly overlap: Statistic; readonly unused: Statistic };
  readonly items: readonly ItemHealth[];
  readonly transitions: Awaited<ReturnType<CalibrationRepository['transitions']>>;
  readonly lastRun: {
    readonly startedAt: Date;
    readonly revision: number | null;
    readonly skills: readonly SkillCalibrationSummary[];
  } | null;
};

/** How the bank is doing: use, figures of every item, and why items moved. Nothing of an item's content. */
export function createBankHealthService({ calibration, bank, now }: Deps) {
  return {
    async get(member: Member): Promise<BankHealth> {
      const { organisationId } = member;
      const [revision, standing, tallies, counters, transitions, run, anchors] = await Promise.all([
        bank.currentRevision(organisationId),
        bank.standing(organisationId),
        calibration.tallies(organisationId),
        calibration.exposureRows(organisationId),
        calibration.transitions(organisationId),
        calibration.lastRun(organisationId),
        calibration.anchors(organisationId),
      ]);
      const tallyOf = new Map(tallies.map((row) => [`${row.itemId}@${row.itemVersion}`, row.tally]));
      const counterOf = new Map(counters.map((row) => [row.itemId, row]));
      const items = standing.map(({ item, status, calibration: basis }): ItemHealth => {
        const key = `${item.id}@${item.version}`;
        const tally = tallyOf.get(key) ?? newTally(item.parameters);
        const most = maximumScore(item.parameters);
        const counter = counterOf.get(item.id);
        return {
          ...itemFigures(tally, most),
          itemId: item.id,
          itemVersion: item.version,
          skillId: item.skillId,
          status,
          responses: tally.n,
          calibration: basis,
          isAnchor: anchors.has(key),
          exposure: counter
            ? measured(counter.presented / counter.sessions, counter.sessions, 'sessions given of sessions that could')
            : notMeasured('no completed session could have used it'),
          checks: status === 'pilot' ? promotionChecks(tally, most, optionsOf(item), false) : [],
        };
      });
      const summary = run?.summary as { skills?: SkillCalibrationSummary[] } | undefined;
      return {
        revision,
        exposure: exposureFigures(items.filter(({ status }) => status === 'operational')),
        items,
        transitions,
        lastRun: run && { startedAt: run.startedAt, revision: run.revision, skills: summary?.skills ?? [] },
      };
    },

    /**
     * A person decides against the rules: puts an item back, or takes one out, with a reason. The drift watch begins anew.
     * @throws DomainError `not_found`, `conflict` when the item stands elsewhere by now.
     */
    async overrule(
      member: Member,
      input: { itemId: string; itemVersion: number; to: 'operational' | 'pilot' | 'quarantined'; reason: string },
    ): Promise<{ revision: number }> {
      const { itemId, itemVersion, to, reason } = input;
      const { organisationId, userId: actorId } = member;
      const entry = (await bank.standing(organisationId)).find(
        ({ item }) => item.id === itemId && item.version === itemVersion,
      );
      if (!entry || entry.status === 'retired') throw new DomainError('not_found');
      if (entry.status === to) throw new DomainError('conflict', 'The item has this status already.');
      const move = { itemId, itemVersion, from: entry.status, to, cause: 'person', reason, evidence: {}, actorId };
      const revision = await calibration.publish(organisationId, { parameters: [], anchors: [], moves: [move] }, now());
      if (revision === null) throw new DomainError('conflict');
      await calibration.resetDrift(organisationId, itemId, itemVersion);
      return { revision };
    },
  };
}

function exposureFigures(items: readonly ItemHealth[]): BankHealth['exposure'] {
  const rates = items.flatMap(({ exposure }) => (exposure.value === null ? [] : [exposure.value]));
  const n = Math.max(0, ...items.map(({ exposure }) => exposure.n));
  if (rates.length === 0) {
    const reason = notMeasured('no session has been completed');
    return { maximum: reason, overlap: reason, unused: reason };
  }
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    maximum: measured(Math.max(...rates), n, 'largest share of sessions'),
    overlap:
      total > 0
        ? measured(rates.reduce((sum, rate) => sum + rate * rate, 0) / total, n, 'share of items two people share')
        : notMeasured('no item has been given', n),
    unused: measured(rates.filter((rate) => rate === 0).length / rates.length, rates.length, 'items never given'),
  };
}
