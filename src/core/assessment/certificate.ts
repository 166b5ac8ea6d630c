import type { ItemParameters } from '@/core/items/item';
import { compilePool } from '@/core/psychometrics/item-pool';
import { type SkillGraph, skillWeights } from '@/core/skills/skill-graph';
import type { Exam } from './exam';
import { examEngine } from './exam-engine';
import type { Rules } from './rules';
import { type GivenAnswer, reportSession, type SessionReport } from './session-report';

/**
 * Everything a score rests on: rules, graph, the parameters of the items answered as the session had them pinned, and the
 * answers. `eventsHash` ties it to the session's whole log, which stays on the server. No content and no key is in it.
 */
export type CertifiedStatement = {
  readonly format: 'assay-certificate/1';
  readonly sessionId: string;
  readonly assessment: string;
  /** On the standard clock. */
  readonly completedAt: string;
  readonly bankRevision: number;
  readonly rules: Rules;
  readonly graph: SkillGraph;
  /** Slots of `rules.maxItems` that went to pilot items. */
  readonly pilotSlots: number;
  readonly items: readonly {
    readonly id: string;
    readonly version: number;
    readonly skillId: string;
    readonly parameters: ItemParameters;
  }[];
  readonly answers: readonly (Pick<GivenAnswer, 'itemId' | 'points' | 'maxPoints' | 'correct' | 'pilot'> & {
    readonly position: number;
  })[];
  readonly report: SessionReport;
  readonly eventsHash: string;
};

/** The report as it follows from the statement alone; equal to `statement.report` to the bit when nothing was changed. */
export function certifiedReport({
  rules,
  graph,
  pilotSlots,
  items,
  answers,
  bankRevision,
}: CertifiedStatement): SessionReport {
  const pool = compilePool(
    items.map((item) => ({
      ...item,
      expectedTimeMs: 1,
      enemies: [],
      source: { kind: 'model', modelId: '', level: '' },
    })),
    graph,
  );
  const exam: Exam = {
    rules,
    graph,
    weights: skillWeights(graph),
    bankRevision,
    engine: examEngine(rules, graph, pool, pilotSlots),
    pilots: { items: [], slots: pilotSlots },
    contentOf: () => {
      throw new Error('A certificate has no content');
    },
  };
  return reportSession(exam, answers);
}

/** JSON with the keys of every object in order: the same value gives the same text, however it was made or stored. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}
