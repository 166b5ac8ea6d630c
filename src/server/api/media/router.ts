import { router } from '@/server/api/trpc';
import { remove } from './remove';

/** Images and sounds of items; the files themselves go by plain HTTP, see src/server/media/media-endpoint.ts. */
export const mediaRouter = router({ remove });
