import { router } from '@/server/api/trpc';
import { ask } from './ask';
import { askAgain } from './ask-again';
import { checkAgain } from './check-again';
import { create } from './create';
import { get } from './get';
import { getOptions } from './get-options';
import { list } from './list';
import { onAnswer } from './on-answer';
import { onEvent } from './on-event';
import { remove } from './remove';
import { rename } from './rename';
import { stop } from './stop';

/** Conversations with a model, whose answers are evaluated. As files they go by plain HTTP, see src/server/export/chat-endpoint.ts. */
export const chatRouter = router({
  create,
  list,
  get,
  getOptions,
  rename,
  remove,
  ask,
  askAgain,
  checkAgain,
  stop,
  onEvent,
  onAnswer,
});
