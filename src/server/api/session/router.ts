import { router } from '@/server/api/trpc';
import { ask } from './ask';
import { get } from './get';
import { onEvent } from './on-event';
import { onReply } from './on-reply';
import { start } from './start';
import { submit } from './submit';
import { submitResponse } from './submit-response';

/** A candidate's own attempt. */
export const sessionRouter = router({ ask, start, get, submitResponse, submit, onEvent, onReply });
