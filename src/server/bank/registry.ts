import { DomainError } from '@/core/errors';
import type { ItemModel } from '@/core/items/item-model';
import { algorithmsStepCount } from './models/algorithms-step-count';
import { concurrencyInterleaving } from './models/concurrency-interleaving';
import { gitLogRange } from './models/git-log-range';
import { httpStatus } from './models/http-status';
import { javascriptEvaluation } from './models/javascript-evaluation';
import { logicBoolean } from './models/logic-boolean';
import { networkingSubnet } from './models/networking-subnet';
import { regexMatch } from './models/regex-match';
import { securityAccess } from './models/security-access';
import { sqlQueryResult } from './models/sql-query-result';
import { testingSuite } from './models/testing-suite';
import { timeOffset } from './models/time-offset';

/** All item models. A new one is listed here and is then tested, shipped and selectable. */
export const ITEM_MODELS: readonly ItemModel[] = [
  sqlQueryResult,
  algorithmsStepCount,
  networkingSubnet,
  httpStatus,
  gitLogRange,
  regexMatch,
  logicBoolean,
  timeOffset,
  testingSuite,
  securityAccess,
  concurrencyInterleaving,
  javascriptEvaluation,
];

const BY_ID = new Map(ITEM_MODELS.map((model) => [model.id, model]));

/** @throws DomainError `invalid_input` when no model has this id. */
export function itemModel(id: string): ItemModel {
  const model = BY_ID.get(id);
  if (model === undefined) throw new DomainError('invalid_input', `There is no item model ${id}.`);
  return model;
}
