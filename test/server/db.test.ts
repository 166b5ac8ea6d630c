import { expect, test } from 'vitest';
import { isTransient } from '@/server/db';

/** Failures as `pg` and Prisma raise them, recorded while PostgreSQL was killed, stopped and started under load. */
const failure = (parts: object) => Object.assign(new Error('message' in parts ? String(parts.message) : ''), parts);
const prisma = (code: string, cause: object) => failure({ code, meta: { driverAdapterError: { cause } } });

test.each([
  ['pg: refused', failure({ code: 'ECONNREFUSED' })],
  ['pg: server is stopping', failure({ code: '57P01' })],
  ['pg: connection lost', failure({ message: 'Connection terminated unexpectedly' })],
  ['pg: broken client', failure({ message: 'Client has encountered a connection error and is not queryable' })],
  ['Prisma: not reachable', prisma('P1001', { kind: 'DatabaseNotReachable' })],
  ['Prisma: starting up', prisma('P2039', { kind: 'postgres', originalCode: '57P03' })],
  ['Prisma, raw: starting up', prisma('P2010', { kind: 'postgres', originalCode: '57P03' })],
  ['Prisma, raw: connection closed', prisma('P2010', { kind: 'ConnectionClosed' })],
])('a database that is away is a reason to try again (%s)', (_, error) => {
  expect(isTransient(error)).toBe(true);
});

test.each([
  ['pg: unique violation', failure({ code: '23505' })],
  ['Prisma: unique violation', prisma('P2002', { kind: 'UniqueConstraintViolation', originalCode: '23505' })],
  ['Prisma: no such row', failure({ code: 'P2025' })],
  ['not an error', 'ECONNREFUSED'],
])('a statement that is wrong is not sent again (%s)', (_, error) => {
  expect(isTransient(error)).toBe(false);
});
