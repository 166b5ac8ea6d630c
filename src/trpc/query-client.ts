import { QueryClient } from '@tanstack/react-query';

/** Pages are rendered with their data; what a component asks again is fresh for half a minute. */
export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } });
}
