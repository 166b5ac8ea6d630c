import { DEMOGRAPHIC_QUESTIONS } from '@/core/assessment/demographics';
import type { GateOutcome } from '@/core/items/gates/gate';
import { type PilotData, pilotGate } from '@/core/items/gates/pilot-gate';
import type { Item } from '@/core/items/item';
import { fairnessReport } from '@/core/psychometrics/fairness-report';
import { maximumScore } from '@/core/psychometrics/item-response';
import type { ItemOptions } from '@/core/psychometrics/item-standing';
import type { CalibrationRepository } from '@/server/repositories/calibration-repository';
import type { ReportRepository } from '@/server/repositories/report-repository';

type Deps = { readonly calibration: CalibrationRepository; readonly reports: ReportRepository };

export type PilotEvidence = ReturnType<typeof createPilotEvidence>;

/** The pilot gate of a version, from what candidates have answered so far. */
export function createPilotEvidence({ calibration, reports }: Deps) {
  const difOf = async (organisationId: string, itemId: string | null): Promise<PilotData['dif']> => {
    const answers = await reports.groupedAnswers(organisationId, null, itemId);
    if (answers.length === 0) return [];
    const byQuestion = await Promise.all(
      Object.keys(DEMOGRAPHIC_QUESTIONS).map(async (question) => {
        const people = await reports.groupedPeople(organisationId, null, question);
        return fairnessReport(people, answers).dif.map((dif) => ({ ...dif, question }));
      }),
    );
    return byQuestion.flat();
  };

  return {
    /** A judge over all items of an organisation, or over one, as the answers are now. */
    async gateOf(organisationId: string, itemId: string | null = null): Promise<(item: Item) => GateOutcome> {
      const [tallies, dif] = await Promise.all([
        calibration.tallies(organisationId, itemId),
        difOf(organisationId, itemId),
      ]);
      const tallyOf = new Map(tallies.map((row) => [`${row.itemId}@${row.itemVersion}`, row.tally]));
      const difByVersion = Map.groupBy(dif, (entry) => `${entry.itemId}@${entry.itemVersion}`);
      return (item) => {
        const tally = tallyOf.get(`${item.id}@${item.version}`);
        if (!tally) return pilotGate(null);
        const most = maximumScore(item.parameters);
        return pilotGate({
          tally,
          most,
          options: optionsOf(item),
          dif: difByVersion.get(`${item.id}@${item.version}`) ?? [],
        });
      };
    },
  };
}

/** Options that are the same for everyone; a family's variants have their own. */
export function optionsOf({ source }: Item): ItemOptions {
  if (source.kind !== 'written' || !('keyId' in source.content)) return null;
  return { keyId: source.content.keyId, optionIds: source.content.options.map(({ id }) => id) };
}
