import { router } from '@/server/api/trpc';
import { cancel } from './cancel';
import { create } from './create';
import { get } from './get';
import { list } from './list';
import { onEvent } from './on-event';
import { reopen } from './reopen';
import { rescore } from './rescore';

/** Evaluations of a text against its source. */
export const runRouter = router({ create, get, list, cancel, reopen, rescore, onEvent });
