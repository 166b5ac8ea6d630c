import type { Database } from '@/server/db';

/** `/health` and `/health/detailed` as whoever watched over the older evaluation system asks for them. */
export const OLDER_HEALTH = ['/health', '/health/detailed'];

type Standing = { readonly database: Database; readonly isDraining: () => boolean };

export async function olderHealth(path: string, { database, isDraining }: Standing) {
  const timestamp = Date.now() / 1000;
  if (path === '/health')
    return { status: isDraining() ? 'draining' : 'healthy', service: 'assay', version: '1', timestamp };
  const isUp = await database.pool.query('select 1').then(
    () => true,
    () => false,
  );
  const status = isUp ? 'healthy' : 'degraded';
  return {
    status,
    timestamp,
    application: { name: 'assay', version: '1', uptime_seconds: Math.round(process.uptime()) },
    components: { database: { status: isUp ? 'healthy' : 'unhealthy' } },
  };
}
