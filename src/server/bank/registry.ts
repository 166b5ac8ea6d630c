import { DomainError } from '@/core/errors';
import type { ItemModel } from '@/core/items/item-model';
import { algorithmsGraphOrder } from './models/algorithms-graph-order';
import { algorithmsHashing } from './models/algorithms-hashing';
import { algorithmsHeap } from './models/algorithms-heap';
import { algorithmsStepCount } from './models/algorithms-step-count';
import { concurrencyInterleaving } from './models/concurrency-interleaving';
import { gitAreas } from './models/git-areas';
import { gitLogRange } from './models/git-log-range';
import { gitRevision } from './models/git-revision';
import { httpCookies } from './models/http-cookies';
import { httpFreshness } from './models/http-freshness';
import { httpStatus } from './models/http-status';
import { httpUrlResolution } from './models/http-url-resolution';
import { javascriptEvaluation } from './models/javascript-evaluation';
import { logicBoolean } from './models/logic-boolean';
import { networkingRoute } from './models/networking-route';
import { networkingSubnet } from './models/networking-subnet';
import { networkingTcp } from './models/networking-tcp';
import { regexChoice } from './models/regex-choice';
import { regexMatch } from './models/regex-match';
import { regexReplace } from './models/regex-replace';
import { securityAccess } from './models/security-access';
import { sqlIndexOrder } from './models/sql-index-order';
import { sqlIsolation } from './models/sql-isolation';
import { sqlQueryResult } from './models/sql-query-result';
import { sqlWindow } from './models/sql-window';
import { testingSuite } from './models/testing-suite';
import { timeOffset } from './models/time-offset';

/** All item models. A new one is listed here and is then tested, shipped and selectable. */
export const ITEM_MODELS: readonly ItemModel[] = [
  sqlQueryResult,
  sqlIndexOrder,
  sqlIsolation,
  sqlWindow,
  algorithmsStepCount,
  algorithmsGraphOrder,
  algorithmsHashing,
  algorithmsHeap,
  networkingSubnet,
  networkingRoute,
  networkingTcp,
  httpStatus,
  httpCookies,
  httpFreshness,
  httpUrlResolution,
  gitLogRange,
  gitAreas,
  gitRevision,
  regexMatch,
  regexChoice,
  regexReplace,
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
