import { DomainError } from '@/core/errors';
import type { ContentModel, ItemModel } from '@/core/items/item-model';
import { algorithmsGraphOrder } from './models/algorithms-graph-order';
import { algorithmsHashing } from './models/algorithms-hashing';
import { algorithmsHeap } from './models/algorithms-heap';
import { algorithmsStepCount } from './models/algorithms-step-count';
import { algorithmsTrace } from './models/algorithms-trace';
import { concurrencyDeadlock } from './models/concurrency-deadlock';
import { concurrencyInterleaving } from './models/concurrency-interleaving';
import { concurrencySchedule } from './models/concurrency-schedule';
import { concurrencySemaphore } from './models/concurrency-semaphore';
import { gitAreas } from './models/git-areas';
import { gitLogRange } from './models/git-log-range';
import { gitRevision } from './models/git-revision';
import { httpCookies } from './models/http-cookies';
import { httpFreshness } from './models/http-freshness';
import { httpStatus } from './models/http-status';
import { httpUrlResolution } from './models/http-url-resolution';
import { javascriptClosures } from './models/javascript-closures';
import { javascriptEvaluation } from './models/javascript-evaluation';
import { javascriptOperators } from './models/javascript-operators';
import { javascriptReferences } from './models/javascript-references';
import { javascriptValue } from './models/javascript-value';
import { logicBits } from './models/logic-bits';
import { logicBoolean } from './models/logic-boolean';
import { logicPairs } from './models/logic-pairs';
import { logicShortCircuit } from './models/logic-short-circuit';
import { networkingRoute } from './models/networking-route';
import { networkingSubnet } from './models/networking-subnet';
import { networkingTcp } from './models/networking-tcp';
import { networkingTransfer } from './models/networking-transfer';
import { regexChoice } from './models/regex-choice';
import { regexMatch } from './models/regex-match';
import { regexReplace } from './models/regex-replace';
import { securityAccess } from './models/security-access';
import { securityOrigin } from './models/security-origin';
import { securityToken } from './models/security-token';
import { sqlConditions } from './models/sql-conditions';
import { sqlIndexOrder } from './models/sql-index-order';
import { sqlIsolation } from './models/sql-isolation';
import { sqlQueryResult } from './models/sql-query-result';
import { sqlWindow } from './models/sql-window';
import { testingCombinations } from './models/testing-combinations';
import { testingConditionCoverage } from './models/testing-condition-coverage';
import { testingExecutions } from './models/testing-executions';
import { testingSuite } from './models/testing-suite';
import { timeCalendar } from './models/time-calendar';
import { timeCron } from './models/time-cron';
import { timeInstants } from './models/time-instants';
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
  logicBits,
  logicShortCircuit,
  timeOffset,
  timeCalendar,
  timeCron,
  testingSuite,
  testingCombinations,
  testingConditionCoverage,
  securityAccess,
  securityOrigin,
  securityToken,
  concurrencyInterleaving,
  concurrencyDeadlock,
  concurrencySchedule,
  concurrencySemaphore,
  javascriptEvaluation,
  javascriptClosures,
  javascriptOperators,
  javascriptReferences,
];

/** Item models of the other types. */
export const CONTENT_MODELS: readonly ContentModel[] = [
  algorithmsTrace,
  javascriptValue,
  logicPairs,
  networkingTransfer,
  sqlConditions,
  testingExecutions,
  timeInstants,
];

const BY_ID = new Map(ITEM_MODELS.map((model) => [model.id, model]));
const CONTENT_BY_ID = new Map(CONTENT_MODELS.map((model) => [model.id, model]));

/** @throws DomainError `invalid_input` when no model has this id. */
export function itemModel(id: string): ItemModel {
  const model = BY_ID.get(id);
  if (model === undefined) throw new DomainError('invalid_input', `There is no item model ${id}.`);
  return model;
}

/** A model of any type. @throws DomainError `invalid_input` when no model has this id. */
export function anyModel(id: string): ItemModel | ContentModel {
  return CONTENT_BY_ID.get(id) ?? itemModel(id);
}
