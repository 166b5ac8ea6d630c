import { router } from '@/server/api/trpc';
import { answerDemographics } from './answer-demographics';
import { ask } from './ask';
import { flagItem } from './flag-item';
import { get } from './get';
import { onEvent } from './on-event';
import { onReply } from './on-reply';
import { pause } from './pause';
import { reportSignals } from './report-signals';
import { resume } from './resume';
import { saveSelection } from './save-selection';
import { setAside } from './set-aside';
import { start } from './start';
import { submit } from './submit';
import { submitResponse } from './submit-response';
import { takeOver } from './take-over';

/** A candidate's own attempt. */
export const sessionRouter = router({
  ask,
  start,
  get,
  submitResponse,
  saveSelection,
  setAside,
  flagItem,
  pause,
  resume,
  takeOver,
  submit,
  onEvent,
  onReply,
  reportSignals,
  answerDemographics,
});
