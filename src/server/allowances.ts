import type { Env } from './env';
import type { Allowance, Limiter, Limits } from './limits';

const MINUTE = 60;
/** An address may be a whole office. */
const PEOPLE_AT_AN_ADDRESS = 4;

type Costly = 'evaluations' | 'exports' | 'chat';

/** How much one person, and one address, may ask for in a minute over the protocols of programs. */
export function createAllowances(limits: Limits, env: Env) {
  const perMinute = (name: string, points: number) => limits.limiter(name, { points, seconds: MINUTE });
  const people = perMinute('rest-person', env.REQUESTS_PER_MINUTE);
  const addresses = perMinute('rest-address', env.REQUESTS_PER_MINUTE * PEOPLE_AT_AN_ADDRESS);
  const registrations = perMinute('register', env.REGISTRATIONS_PER_MINUTE);
  const costly: Readonly<Record<Costly, Limiter>> = {
    evaluations: perMinute('evaluations', env.EVALUATIONS_PER_MINUTE),
    exports: perMinute('exports', env.EXPORTS_PER_MINUTE),
    chat: perMinute('chat', env.CHAT_MESSAGES_PER_MINUTE),
  };
  return {
    /** Books a request. @throws DomainError `too_many_requests`. */
    async request(userId: string | null, address: string): Promise<Allowance> {
      const there = await addresses.take(address);
      if (userId === null) return there;
      const own = await people.take(userId);
      return own.remaining <= there.remaining ? own : there;
    },
    /** Books a registration. @throws DomainError `too_many_requests`. */
    register: (address: string): Promise<Allowance> => registrations.take(address),
    /** Books something that costs more than a request. @throws DomainError `too_many_requests`. */
    take: (what: Costly, userId: string): Promise<Allowance> => costly[what].take(userId),
  };
}
