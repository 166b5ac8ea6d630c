import { z } from 'zod';
import { RunSnapshot } from './run';

/** How long a link may be good for. */
export const SHARE_DAYS = [1, 7, 30] as const;
export const ShareDays = z.literal(SHARE_DAYS);

/** `token` is given out this once; only its hash is kept. The page is `/shared/<token>`. */
export const CreatedShare = z.object({ id: z.string(), token: z.string(), expiresAt: z.iso.datetime() });

export const ShareEntry = z.object({
  id: z.string(),
  /** Name of the member who made it. */
  by: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  lastOpenedAt: z.iso.datetime().nullable(),
  timesOpened: z.number().int().nonnegative(),
});
export type ShareEntry = z.infer<typeof ShareEntry>;

/** What a link shows: the run as it stands, without ids of people, of other runs, or of itself. */
export const SharedRun = z.object({ expiresAt: z.iso.datetime(), run: RunSnapshot });
export type SharedRun = z.infer<typeof SharedRun>;
