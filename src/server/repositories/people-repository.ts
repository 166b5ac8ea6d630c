import { v7 as newId } from 'uuid';
import type { Database } from '@/server/db';
import type { Membership, Role } from '@/server/policy';
import { shareStatements } from './shared-statement';

export type Person = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** What clients of the older systems know the person by. */
  readonly number: number;
  readonly username: string | null;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
  readonly passwordHash: string | null;
  readonly tokenVersion: number;
};

/** What decides whether a login still stands, and what it may do. */
export type LoginState = Pick<Person, 'id' | 'email' | 'name' | 'number' | 'tokenVersion'> & {
  readonly memberships: readonly Membership[];
  readonly revoked: boolean;
};

export type PeopleRepository = ReturnType<typeof createPeopleRepository>;

const PERSON = {
  id: true,
  email: true,
  name: true,
  number: true,
  username: true,
  createdAt: true,
  lastLoginAt: true,
  passwordHash: true,
  tokenVersion: true,
} as const;

type LoginName = { readonly userId: string; readonly loginId: string };

export function createPeopleRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  const loginStates = async (logins: readonly LoginName[]): Promise<Map<string, LoginState>> => {
    const { rows } = await pool.query<{
      login_id: string;
      id: string;
      email: string;
      name: string;
      number: number;
      token_version: number;
      revoked: boolean;
      memberships: { organisationId: string; organisationName: string; role: Role }[] | null;
    }>({
      name: 'login-states',
      text: `
        select login.login_id, u.id, u.email, u.name, u.number, u.token_version,
               exists (select 1 from revoked_token r where r.jti = login.login_id) as revoked,
               (select json_agg(json_build_object('organisationId', m.organisation_id, 'organisationName', o.name,
                                                  'role', m.role)
                               order by m.organisation_id is not distinct from u.acting_for desc, m.created_at)
                from membership m join organisation o on o.id = m.organisation_id where m.user_id = u.id) as memberships
        from unnest($1::uuid[], $2::text[]) as login (user_id, login_id)
        join users u on u.id = login.user_id and u.removed_at is null`,
      values: [logins.map((login) => login.userId), logins.map((login) => login.loginId)],
    });
    return new Map(
      rows.map((row) => [
        row.login_id,
        {
          id: row.id,
          email: row.email,
          name: row.name,
          number: row.number,
          tokenVersion: row.token_version,
          revoked: row.revoked,
          memberships: row.memberships ?? [],
        },
      ]),
    );
  };

  return {
    findByEmail: (email: string): Promise<Person | null> =>
      prisma.user.findFirst({ where: { email, removedAt: null }, select: PERSON }),

    /** By address, else by the name to sign in with. A name cannot hold an @, so it is never somebody's address. */
    findByEmailOrUsername: (text: string): Promise<Person | null> =>
      prisma.user.findFirst({
        where: { removedAt: null, ...(text.includes('@') ? { email: text } : { username: text }) },
        select: PERSON,
      }),

    /** A new person, with a new organisation they own when it has a name. Null when the address or user name is taken. */
    async register(
      person: { id: string; email: string; name: string; username: string | null; passwordHash: string },
      organisation: { id: string; name: string } | null,
    ): Promise<Person | null> {
      try {
        return await prisma.user.create({
          data: {
            ...person,
            ...(organisation && {
              memberships: { create: { id: newId(), role: 'owner', organisation: { create: organisation } } },
            }),
          },
          select: PERSON,
        });
      } catch (error) {
        if ((error as { code?: string }).code === 'P2002') return null; // unique: the address or the user name
        throw error;
      }
    },

    async markSignedIn(userId: string, at: Date): Promise<void> {
      await prisma.user.updateMany({ where: { id: userId }, data: { lastLoginAt: at } });
    },

    findById: (id: string): Promise<Person | null> =>
      prisma.user.findFirst({ where: { id, removedAt: null }, select: PERSON }),

    /** State of many logins at once, by `loginId`; removed people are absent. */
    loginStates,

    /** State of one login, null for a removed person; those asked for at the same time share a statement. */
    loginState: shareStatements<LoginName, LoginState | null>(async (logins) => {
      const states = await loginStates(logins);
      return logins.map(({ loginId }) => states.get(loginId) ?? null);
    }),

    /** A person with this address, made when there is none. Never changes an existing one. */
    async findOrCreate(person: { id: string; email: string; name: string }): Promise<Person & { isStaff: boolean }> {
      const { _count, ...row } = await prisma.user.upsert({
        where: { email: person.email },
        create: person,
        update: {},
        select: { ...PERSON, _count: { select: { memberships: true } } },
      });
      return { ...row, isStaff: _count.memberships > 0 };
    },

    async isStaff(userId: string): Promise<boolean> {
      return (await prisma.membership.count({ where: { userId } })) > 0;
    },

    /** Sets a password and ends every login made before. */
    async setPassword(userId: string, passwordHash: string): Promise<void> {
      await prisma.user.update({ where: { id: userId }, data: { passwordHash, tokenVersion: { increment: 1 } } });
    },

    async revokeLogin(loginId: string, userId: string, expiresAt: Date): Promise<void> {
      await prisma.revokedToken.createMany({ data: [{ jti: loginId, userId, expiresAt }], skipDuplicates: true });
    },

    /** False when the person does not belong to the organisation. */
    async actFor(userId: string, organisationId: string): Promise<boolean> {
      const { count } = await prisma.user.updateMany({
        where: { id: userId, memberships: { some: { organisationId } } },
        data: { actingFor: organisationId },
      });
      return count > 0;
    },

    async forgetExpiredRevocations(now: Date): Promise<void> {
      await prisma.revokedToken.deleteMany({ where: { expiresAt: { lt: now } } });
    },
  };
}
