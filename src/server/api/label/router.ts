import { router } from '@/server/api/trpc';
import { add } from './add';
import { getCalibration } from './get-calibration';
import { list } from './list';
import { withdraw } from './withdraw';

/** What people say of runs and claims. */
export const labelRouter = router({ list, add, withdraw, getCalibration });
