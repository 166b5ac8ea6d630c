import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';

/** What is wanted is said in one phrase, whatever is wrong; the value itself is never repeated. */
const number = (low: number, high: number, unit = '') => {
  const wanted = `a number${unit}, ${low} to ${high}`;
  return z.coerce.number(wanted).min(low, wanted).max(high, wanted);
};
const wholeNumber = (low: number, high: number) => {
  const wanted = `a whole number, ${low} to ${high}`;
  return z.coerce.number(wanted).int(wanted).min(low, wanted).max(high, wanted);
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `one of ${values.join(', ')}`);
const flag = z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'true or false' });
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'a PostgreSQL address such as postgresql://user:password@host:5432/assay');
const redisUrl = z.string().regex(/^rediss?:\/\//, 'a Redis address such as redis://user:password@host:6379');
/** `*` in the place of a port stands for any. */
const ORIGIN = /^https?:\/\/[^/\s,*]+(:\*)?$/;
const origins = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().replace(/\/$/, '')))
  .refine(
    (list) => list.every((origin) => ORIGIN.test(origin)),
    'origins such as https://example.org, separated by commas',
  );
/** An address, or a range of them such as 10.0.0.0/8. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((list) => list.every(isAddressRange), 'addresses or ranges such as 10.0.0.0/8, separated by commas');
const httpUrl = z.url({ protocol: /^https?$/, error: 'an http or https address' });

/** Every setting, with its default. `.env.example` says what each is for; a blank one counts as not set. */
const Settings = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('production'),
  HOST: z.string().min(1).default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL: wholeNumber(2, 50).default(10),
  REDIS_URL: redisUrl.optional(),
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  LOGIN_HOURS: number(0.01, 720, ' of hours').default(12),
  SECRET_KEY: z.string().min(32, 'at least 32 characters').optional(),
  JWT_ALGORITHM: oneOf(['HS256', 'HS384', 'HS512']).default('HS256'),
  ACCESS_TOKEN_EXPIRE_MINUTES: number(0.01, 43_200, ' of minutes').default(30),
  REGISTRATION: oneOf(['open', 'closed']).default('open'),
  CORS_ORIGINS: origins.optional(),
  TRUSTED_PROXIES: proxies.optional(),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SEED_DEMO: flag.optional(),
  JOB_CONCURRENCY: wholeNumber(1, 32).default(4),
  SOCKET_MESSAGES_PER_SECOND: wholeNumber(1, 100_000).default(200),
  SOCKET_SUBSCRIPTIONS: wholeNumber(1, 1_000).default(16),
  SOCKETS_PER_PERSON: wholeNumber(1, 1_000_000).default(50),
  SOCKETS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(2_000),
  SOCKET_IDLE_MINUTES: number(0.01, 1_440, ' of minutes').default(30),
  SOCKET_SWEEP_MINUTES: number(0.01, 60, ' of minutes').default(5),
  QUESTION_SECONDS: wholeNumber(5, 3_600).default(120),
  REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(300),
  REGISTRATIONS_PER_MINUTE: wholeNumber(1, 1_000_000).default(30),
  FAILED_SIGN_INS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(100),
  EVALUATIONS_PER_MINUTE: wholeNumber(1, 1_000_000).default(20),
  EXPORTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(10),
  CHAT_MESSAGES_PER_MINUTE: wholeNumber(1, 1_000_000).default(20),
  MEDIA_IMAGE_MB: number(0.01, 100, ' of megabytes').default(2),
  MEDIA_AUDIO_MB: number(0.01, 100, ' of megabytes').default(10),
  EVALUATION_THREADS: wholeNumber(0, 32).optional(),
  LLM_BASE_URL: httpUrl.optional(),
  LLM_MODEL: z.string().min(1).optional(),
  LLM_API_KEY: z.string().min(1).optional(),
  LLM_STRUCTURED_OUTPUTS: flag.default(false),
  LLM_TIMEOUT_SECONDS: number(0.1, 600, ' of seconds').default(60),
  LLM_CONCURRENCY: wholeNumber(1, 100).default(4),
  LLM_CONTEXT_TOKENS: wholeNumber(4_000, 10_000_000).optional(),
  LLM_PRICE_INPUT: number(0, 1_000_000).optional(),
  LLM_PRICE_OUTPUT: number(0, 1_000_000).optional(),
  INTERVIEWER_TIMEOUT_SECONDS: number(0.1, 120, ' of seconds').default(15),
  INTERVIEWER_MODEL_REPLIES: wholeNumber(0, 40).default(20),
});

export const SETTING_NAMES = Object.keys(Settings.shape);

export type Env = z.infer<typeof Settings> & {
  /** Absolute form of DATA_DIR. */
  readonly dataDir: string;
  /** Whether the database is ours to start and seed. */
  readonly embedded: boolean;
};

export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/**
 * Reads the settings.
 * @throws InvalidSettings naming each wrong variable and what it wants; never its value.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>, root: string): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} is not usable: it wants ${issue.message}`);
  if (parsed.success && Boolean(parsed.data.LLM_BASE_URL) !== Boolean(parsed.data.LLM_MODEL)) {
    problems.push('LLM_BASE_URL and LLM_MODEL belong together: set both or neither');
  }
  if (parsed.success && (parsed.data.LLM_PRICE_INPUT === undefined) !== (parsed.data.LLM_PRICE_OUTPUT === undefined)) {
    problems.push('LLM_PRICE_INPUT and LLM_PRICE_OUTPUT belong together: set both or neither');
  }
  if (!parsed.success || problems.length > 0) {
    throw new InvalidSettings(
      `Settings are wrong (see .env.example):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return {
    ...parsed.data,
    dataDir: path.resolve(root, parsed.data.DATA_DIR),
    embedded: parsed.data.DATABASE_URL === undefined,
  };
}
