import { router } from '@/server/api/trpc';
import { create } from './create';
import { preview } from './preview';

export const invitationRouter = router({ preview, create });
