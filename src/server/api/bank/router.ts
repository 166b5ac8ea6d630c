import { router } from '@/server/api/trpc';
import { getHealth } from './get-health';
import { overrule } from './overrule';

/** How the bank as a whole is doing. */
export const bankRouter = router({ getHealth, overrule });
