import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { InvalidSettings, parseEnv, SETTING_NAMES } from '@/server/env';

const problemsOf = (source: Record<string, string>): string => {
  try {
    parseEnv(source, '/checkout');
  } catch (error) {
    if (error instanceof InvalidSettings) return error.message;
    throw error;
  }
  return '';
};

/** For each setting that can be wrong: a wrong value, and what the message must say is wanted. */
const WRONG: Record<string, readonly [value: string, wanted: RegExp]> = {
  NODE_ENV: ['prod-7f3a', /one of development, production, test/],
  PORT: ['70001', /a whole number, 0 to 65535/],
  PUBLIC_URL: ['ftp://7f3a.example', /an http or https address/],
  DATABASE_URL: ['mysql://7f3a:secret@x/y', /a PostgreSQL address such as/],
  DATABASE_POOL: ['51.7', /a whole number, 2 to 50/],
  AUTH_SECRET: ['short-7f3a', /at least 32 characters/],
  LOGIN_HOURS: ['forever-7f3a', /a number of hours, 0.01 to 720/],
  REGISTRATION: ['ajar-7f3a', /one of open, closed/],
  SECRET_KEY: ['short-7f3a', /at least 32 characters/],
  JWT_ALGORITHM: ['RS256-7f3a', /one of HS256, HS384, HS512/],
  ACCESS_TOKEN_EXPIRE_MINUTES: ['forever-7f3a', /a number of minutes, 0.01 to 43200/],
  CORS_ORIGINS: ['https://ok.example, 7f3a.example', /origins such as https:/],
  TRUSTED_PROXIES: ['10.0.0.0/33, 7f3a', /addresses or ranges such as 10/],
  REDIS_URL: ['http://7f3a.example', /a Redis address such as/],
  SOCKET_IDLE_MINUTES: ['never-7f3a', /a number of minutes/],
  SOCKET_SWEEP_MINUTES: ['never-7f3a', /a number of minutes/],
  QUESTION_SECONDS: ['13.37', /a whole number, 5 to 3600/],
  REQUESTS_PER_MINUTE: ['13.37', /a whole number, 1 to/],
  REGISTRATIONS_PER_MINUTE: ['13.37', /a whole number, 1 to/],
  FAILED_SIGN_INS_PER_ADDRESS: ['13.37', /a whole number, 1 to/],
  SOCKETS_PER_PERSON: ['13.37', /a whole number, 1 to/],
  SOCKETS_PER_ADDRESS: ['13.37', /a whole number, 1 to/],
  EVALUATIONS_PER_MINUTE: ['13.37', /a whole number, 1 to/],
  EXPORTS_PER_MINUTE: ['13.37', /a whole number, 1 to/],
  CHAT_MESSAGES_PER_MINUTE: ['13.37', /a whole number, 1 to/],
  LOG_LEVEL: ['loud-7f3a', /one of trace, debug/],
  SEED_DEMO: ['yes-7f3a', /true or false/],
  JOB_CONCURRENCY: ['-13', /a whole number, 1 to 32/],
  SOCKET_MESSAGES_PER_SECOND: ['13.37', /a whole number, 1 to/],
  SOCKET_SUBSCRIPTIONS: ['-1337', /a whole number, 1 to/],
  MEDIA_IMAGE_MB: ['-7', /a number of megabytes, 0.01 to 100/],
  MEDIA_AUDIO_MB: ['1000', /a number of megabytes, 0.01 to 100/],
  EVALUATION_THREADS: ['many-7f3a', /a whole number, 0 to 32/],
  LLM_BASE_URL: ['localhost-7f3a', /an http or https address/],
  LLM_STRUCTURED_OUTPUTS: ['maybe-7f3a', /true or false/],
  LLM_TIMEOUT_SECONDS: ['1e9', /a number of seconds, 0.1 to 600/],
  LLM_CONCURRENCY: ['700', /a whole number, 1 to 100/],
  LLM_CONTEXT_TOKENS: ['733', /a whole number, 4000 to 10000000/],
  LLM_PRICE_INPUT: ['cheap-7f3a', /a number, 0 to 1000000/],
  LLM_PRICE_OUTPUT: ['-7.3', /a number, 0 to 1000000/],
  INTERVIEWER_TIMEOUT_SECONDS: ['1e9', /a number of seconds, 0.1 to 120/],
  INTERVIEWER_MODEL_REPLIES: ['-7', /a whole number, 0 to 40/],
};
const FREE_TEXT = ['HOST', 'DATA_DIR', 'LLM_MODEL', 'LLM_API_KEY'];

describe('a wrong setting', () => {
  test('can be given for every variable but free texts', () => {
    expect([...Object.keys(WRONG), ...FREE_TEXT].toSorted()).toEqual(SETTING_NAMES.toSorted());
  });

  test.each(Object.entries(WRONG))(
    '%s is named with what it wants, and its value is not repeated',
    (name, [value, wanted]) => {
      const message = problemsOf({ [name]: value });
      const line = message.split('\n').find((candidate) => candidate.includes(name));
      expect(line).toMatch(wanted);
      expect(line).not.toMatch(/Invalid|expected|received/);
      expect(message).not.toContain(value);
    },
  );

  test('does not hide another', () => {
    const message = problemsOf({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(message).toMatch(/PORT[\s\S]*LOG_LEVEL/);
  });

  test('is half of a model: address and name belong together', () => {
    expect(problemsOf({ LLM_MODEL: 'm' })).toMatch(/LLM_BASE_URL and LLM_MODEL belong together/);
    expect(problemsOf({ LLM_BASE_URL: 'http://x' })).toMatch(/LLM_BASE_URL and LLM_MODEL belong together/);
    expect(problemsOf({ LLM_BASE_URL: 'http://x', LLM_MODEL: 'm' })).toBe('');
  });

  test('is half of a price: reading and writing belong together', () => {
    expect(problemsOf({ LLM_PRICE_INPUT: '1' })).toMatch(/LLM_PRICE_INPUT and LLM_PRICE_OUTPUT belong together/);
    expect(problemsOf({ LLM_PRICE_INPUT: '0', LLM_PRICE_OUTPUT: '2.5' })).toBe('');
  });
});

test('a blank setting counts as not set', () => {
  expect(parseEnv({ PORT: ' ', DATABASE_URL: '', LOG_LEVEL: '\t' }, '/checkout')).toEqual(parseEnv({}, '/checkout'));
});

test('without a DATABASE_URL the database is ours, under the checkout', () => {
  expect(parseEnv({}, '/checkout')).toMatchObject({ embedded: true, dataDir: '/checkout/.data' });
  expect(parseEnv({ DATA_DIR: '/elsewhere', DATABASE_URL: 'postgres://x/y' }, '/checkout')).toMatchObject({
    embedded: false,
    dataDir: '/elsewhere',
  });
});

test('.env.example lists exactly the settings, each default as it is', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const lines = [...text.matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!] as const);
  expect(lines.map(([name]) => name).toSorted()).toEqual(SETTING_NAMES.toSorted());
  const defaults = parseEnv({}, '/checkout') as unknown as Record<string, unknown>;
  for (const [name, value] of lines) if (defaults[name] !== undefined) expect(value, name).toBe(String(defaults[name]));
  expect(text).not.toMatch(/^[A-Z_]+=/m); // copied as it is, it changes nothing
});
