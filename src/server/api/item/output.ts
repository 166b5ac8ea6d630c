import type { z } from 'zod';
import { keyProblems } from '@/core/items/gates/text-gates';
import type { Item } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import { keyAnswerOf, presentContent } from '@/core/items/types/registry';
import type { ItemListEntry, ItemOutput, PreviewOutput, PublicationOutput, VersionOutput } from '@/protocol/bank';
import { anyModel } from '@/server/bank/registry';
import { contentOf } from '@/server/bank/shipped-bank';
import type { ItemVersion } from '@/server/repositories/item-rows';
import type { ItemService } from '@/server/services/item-service';
import type { Publication } from '@/server/services/publication-service';

/** Domain values as they cross the wire: instants as ISO text, nothing that is not named. */
const TITLE_LENGTH = 140;
/** Variants of a family an author gets to see. */
const PREVIEWS = 3;

export function titleOf({ source }: Item): string {
  const text = source.kind === 'model' ? `${anyModel(source.modelId).title} (${source.level})` : source.content.stem;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= TITLE_LENGTH ? line : `${[...line].slice(0, TITLE_LENGTH).join('')}…`;
}

export function listEntry(version: ItemVersion): ItemListEntry {
  const { item, type, status, origin, fromRevision, gateOutcome, createdAt } = version;
  return {
    id: item.id,
    version: item.version,
    skillId: item.skillId,
    type,
    title: titleOf(item),
    isFamily: item.source.kind === 'model',
    status,
    isPublished: fromRevision !== null,
    origin,
    difficulty: item.parameters.difficulty,
    difficultySd: Math.sqrt(item.parameters.difficultyVariance),
    gates: gateOutcome,
    createdAt: createdAt.toISOString(),
  };
}

function versionOutput(version: ItemVersion, names: ReadonlyMap<string, string>): VersionOutput {
  const { item, status, origin, fromRevision, untilRevision, createdAt, createdBy, note, citations } = version;
  const { source } = item;
  return {
    version: item.version,
    status,
    origin,
    fromRevision,
    untilRevision,
    createdAt: createdAt.toISOString(),
    createdBy: createdBy && (names.get(createdBy) ?? null),
    note,
    skillId: item.skillId,
    content: source.kind === 'written' ? source.content : null,
    modelId: source.kind === 'model' ? source.modelId : null,
    level: source.kind === 'model' ? source.level : null,
    parameters: item.parameters,
    expectedTimeMs: item.expectedTimeMs,
    enemies: [...item.enemies],
    citations: citations.map(({ title, quote, url }) => ({ title, quote, url })),
  };
}

/** As an exam presents it; a draft that cannot be presented yet has no preview. */
function preview(item: Item, seed: string): z.infer<typeof PreviewOutput>[] {
  const content = contentOf(item, seed);
  if (keyProblems(content).length > 0) return [];
  const { shown, key } = presentContent(content, seededRandom(`options:${seed}`));
  return [{ seed, content, shown, keyAnswer: keyAnswerOf(key) }];
}

type Found = Awaited<ReturnType<ItemService['get']>>;

export function itemOutput(found: Found): ItemOutput {
  const { shown, latest, versions, gates, names, calibration } = found;
  const { item } = shown;
  const seeds = Array.from(
    { length: item.source.kind === 'model' ? PREVIEWS : 1 },
    (_, index) => `preview-${index + 1}`,
  );
  return {
    id: item.id,
    shown: versionOutput(shown, names),
    latest: latest.item.version,
    versions: versions.map((version) => versionOutput(version, names)),
    calibration,
    previews: seeds.flatMap((seed) => preview(item, seed)),
    gates: gates.map(({ gate, result, summary, evidence, at, decidedBy }) => ({
      gate,
      result,
      summary,
      evidence: evidence.map((line) => ({ ...line })),
      at: at.toISOString(),
      decidedBy: decidedBy && (names.get(decidedBy) ?? null),
    })),
    history: found.history.map(({ at, action, actor, details }) => ({ at: at.toISOString(), action, actor, details })),
    usage: found.usage.map(({ id, title, status, version, shown: sessions }) => ({
      assessmentId: id,
      title,
      status,
      version,
      shown: sessions,
    })),
    isOwnWork: found.isOwnWork,
    reviewers: found.reviewers,
    runningTask: found.runningTask,
  };
}

export function publicationOutput({ revision, waiting, affected }: Publication): PublicationOutput {
  return {
    revision,
    keeping: affected.keeping,
    drafts: affected.drafts,
    changes: waiting.map(({ version: { item, status, note }, replaces }) => ({
      id: item.id,
      version: item.version,
      replaces: replaces?.item.version ?? null,
      skillId: item.skillId,
      title: titleOf(item),
      status,
      note,
    })),
  };
}
