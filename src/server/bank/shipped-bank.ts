import type { Item, ItemContent } from '@/core/items/item';
import { instantiate, instantiateContent } from '@/core/items/item-model';
import { ALGORITHMS_ITEMS } from './items/algorithms';
import { CONCURRENCY_ITEMS } from './items/concurrency';
import { GIT_ITEMS } from './items/git';
import { HTTP_ITEMS } from './items/http';
import { JAVASCRIPT_ITEMS } from './items/javascript';
import { LOGIC_ITEMS } from './items/logic';
import { NETWORKING_ITEMS } from './items/networking';
import { REGEX_ITEMS } from './items/regex';
import { SECURITY_ITEMS } from './items/security';
import { SQL_ITEMS } from './items/sql';
import { TESTING_ITEMS } from './items/testing';
import { TIME_ITEMS } from './items/time';
import { TYPED_ITEMS } from './items/typed';
import { provisionalParameters, provisionalParametersFor } from './provisional-parameters';
import { anyModel, CONTENT_MODELS, ITEM_MODELS } from './registry';

const WRITTEN_ITEMS: readonly Item[] = [
  SQL_ITEMS,
  ALGORITHMS_ITEMS,
  NETWORKING_ITEMS,
  HTTP_ITEMS,
  GIT_ITEMS,
  REGEX_ITEMS,
  LOGIC_ITEMS,
  TIME_ITEMS,
  TESTING_ITEMS,
  SECURITY_ITEMS,
  CONCURRENCY_ITEMS,
  JAVASCRIPT_ITEMS,
].flat();

/** One item for each level of each model, `model:<model id>:<level>`; its version is that of the model. */
const MODEL_ITEMS: readonly Item[] = ITEM_MODELS.flatMap((model) =>
  model.levels.map((level) => ({
    id: `model:${model.id}:${level.id}`,
    version: model.version,
    skillId: model.skillId,
    parameters: provisionalParameters(level.difficulty),
    expectedTimeMs: level.expectedTimeMs,
    enemies: [],
    source: { kind: 'model' as const, modelId: model.id, level: level.id },
  })),
);

/** As above for the models of other types; what a variant is worth decides the boundaries. */
const CONTENT_MODEL_ITEMS: readonly Item[] = CONTENT_MODELS.flatMap((model) =>
  model.levels.map((level) => ({
    id: `model:${model.id}:${level.id}`,
    version: model.version,
    skillId: model.skillId,
    parameters: provisionalParametersFor(instantiateContent(model, level.id, 'points'), level.difficulty),
    expectedTimeMs: level.expectedTimeMs,
    enemies: [],
    source: { kind: 'model' as const, modelId: model.id, level: level.id },
  })),
);

/** The bank that comes with the application: hand-written items and item models for every assessable skill, uncalibrated. */
export const SHIPPED_ITEMS: readonly Item[] = [
  ...WRITTEN_ITEMS,
  ...TYPED_ITEMS,
  ...MODEL_ITEMS,
  ...CONTENT_MODEL_ITEMS,
];

/**
 * The content of an item: as written, or the variant its model makes of the seed. Store the seed with the presentation
 * and the same content comes back. Written content is in the author's order; pass it through `presentationOrder` before
 * showing it (harmless for variants, which are ordered already).
 * @throws DomainError `invalid_input` when the item names a model that is not registered.
 */
export function contentOf(item: Item, seed: string | number): ItemContent {
  if (item.source.kind === 'written') return item.source.content;
  const model = anyModel(item.source.modelId);
  return 'make' in model
    ? instantiateContent(model, item.source.level, seed)
    : instantiate(model, item.source.level, seed);
}
