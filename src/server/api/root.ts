import { accountRouter } from './account/router';
import { applicationRouter } from './application/router';
import { assessmentRouter } from './assessment/router';
import { bankRouter } from './bank/router';
import { chatRouter } from './chat/router';
import { collectionRouter } from './collection/router';
import { invitationRouter } from './invitation/router';
import { itemRouter } from './item/router';
import { labelRouter } from './label/router';
import { mediaRouter } from './media/router';
import { memberRouter } from './member/router';
import { reportRouter } from './report/router';
import { rubricRouter } from './rubric/router';
import { runRouter } from './run/router';
import { sessionRouter } from './session/router';
import { systemRouter } from './system/router';
import { createCallerFactory, router } from './trpc';

/** Everything the API offers. A new noun is a folder beside these and one line here. */
export const appRouter = router({
  account: accountRouter,
  application: applicationRouter,
  assessment: assessmentRouter,
  bank: bankRouter,
  chat: chatRouter,
  collection: collectionRouter,
  invitation: invitationRouter,
  label: labelRouter,
  media: mediaRouter,
  member: memberRouter,
  item: itemRouter,
  report: reportRouter,
  rubric: rubricRouter,
  run: runRouter,
  session: sessionRouter,
  system: systemRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
