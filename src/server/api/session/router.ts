import { router } from '@/server/api/trpc';
import { answerDemographics } from './answer-demographics';
import { ask } from './ask';
import { get } from './get';
import { onEvent } from './on-event';
import { onReply } from './on-reply';
import { reportSignals } from './report-signals';
import { start } from './start';
import { submit } from './submit';
import { submitResponse } from './submit-response';

/** A candidate's own attempt. */
export const sessionRouter = router({
  ask,
  start,
  get,
  submitResponse,
  submit,
  onEvent,
  onReply,
  reportSignals,
  answerDemographics,
});
