import { router } from '@/server/api/trpc';
import { get } from './get';
import { list } from './list';

/** What a candidate was invited to. */
export const applicationRouter = router({ list, get });
