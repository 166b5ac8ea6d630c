import { router } from '@/server/api/trpc';
import { cancel } from './cancel';
import { create } from './create';
import { estimate } from './estimate';
import { get } from './get';
import { getClaimMatrix } from './get-claim-matrix';
import { getComparison } from './get-comparison';
import { getJudges } from './get-judges';
import { getOptions } from './get-options';
import { getStatistics } from './get-statistics';
import { list } from './list';
import { listShares } from './list-shares';
import { onEvent } from './on-event';
import { remove } from './remove';
import { reopen } from './reopen';
import { rescore } from './rescore';
import { revokeShare } from './revoke-share';
import { share } from './share';

/** Evaluations of a text against its source. */
export const runRouter = router({
  create,
  estimate,
  getOptions,
  getJudges,
  get,
  list,
  cancel,
  reopen,
  rescore,
  remove,
  share,
  listShares,
  revokeShare,
  onEvent,
  getStatistics,
  getComparison,
  getClaimMatrix,
});
