import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { DomainError } from '@/core/errors';

/** `points` commands within `seconds`, counted for each key. */
export type Limit = { readonly points: number; readonly seconds: number };

export type Allowance = { readonly limit: number; readonly remaining: number; readonly resetSeconds: number };

export type Limiter = {
  /** Books one command. @throws DomainError `too_many_requests` with `retryAfterSeconds` above the limit. */
  take(key: string): Promise<Allowance>;
};

/** Makes limiters: counted in Redis when there is one, so that all processes count together; else in this process. */
export type Limits = {
  counter(name: string, limit: Limit): RateLimiterAbstract;
  limiter(name: string, limit: Limit): Limiter;
};

export function createLimits(redis: Redis | null): Limits {
  const counter = (name: string, { points, seconds }: Limit): RateLimiterAbstract => {
    const own = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    if (!redis) return own;
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `assay:limit:${name}`,
      points,
      duration: seconds,
      insuranceLimiter: own, // while Redis is away each process counts for itself
    });
  };
  return {
    counter,
    limiter(name, limit) {
      const counted = counter(name, limit);
      return {
        async take(key) {
          const { consumedPoints, msBeforeNext } = await counted.penalty(key, 1);
          const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
          if (consumedPoints > limit.points) throw tooMany(limit, resetSeconds);
          return { limit: limit.points, remaining: limit.points - consumedPoints, resetSeconds };
        },
      };
    },
  };
}

function tooMany(limit: Limit, resetSeconds: number): DomainError {
  return new DomainError(
    'too_many_requests',
    `At most ${limit.points} in ${limit.seconds} seconds. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, limit: limit.points },
  );
}
