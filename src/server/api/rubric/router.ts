import { router } from '@/server/api/trpc';
import { create } from './create';
import { list } from './list';
import { retire } from './retire';
import { update } from './update';

/** What panels judge by. */
export const rubricRouter = router({ list, create, update, retire });
