import { router } from '@/server/api/trpc';
import { clock } from './clock';

export const systemRouter = router({ clock });
