import { router } from '@/server/api/trpc';
import { createNormGroup } from './create-norm-group';
import { getAnalysis } from './get-analysis';
import { getCertificate } from './get-certificate';
import { getFairness } from './get-fairness';
import { listResults } from './list-results';
import { rescore } from './rescore';

/** What results mean, one by one and beside one another. */
export const reportRouter = router({
  getAnalysis,
  getCertificate,
  rescore,
  listResults,
  createNormGroup,
  getFairness,
});
