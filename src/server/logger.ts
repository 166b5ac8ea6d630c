import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * The process's log: one JSON line an entry, with request, session and run ids. Answers, texts, tokens and passwords are
 * never logged; the redaction is a second fence, not the first.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.password', '*.token', '*.cookie', 'req.headers', '*.answer', '*.source', '*.output'],
  });
}
