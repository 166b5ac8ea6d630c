import { router } from '@/server/api/trpc';
import { get } from './get';
import { onEvent } from './on-event';
import { start } from './start';
import { submit } from './submit';
import { submitResponse } from './submit-response';

/** A candidate's own attempt. */
export const sessionRouter = router({ start, get, submitResponse, submit, onEvent });
