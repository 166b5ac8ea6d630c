import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors, type WrongSet } from './set-distractors';

export type Token = { readonly nbf: number; readonly exp: number; readonly aud: string; readonly iss: string };
type Check = { readonly now: number; readonly leeway: number; readonly aud: string; readonly iss: string };

/** RFC 7519: valid from `nbf` on and before `exp`, both widened by the leeway; audience and issuer must be the expected ones. */
export function isAccepted(token: Token, { now, leeway, aud, iss }: Check): boolean {
  return now >= token.nbf - leeway && now < token.exp + leeway && token.aud === aud && token.iss === iss;
}

const NAMES = ['T1', 'T2', 'T3', 'T4', 'T5'];

function attempt(random: Random, level: string, smaller: number): Variant | null {
  const now = random.int(100, 900) * 10;
  const leeway = level === 'easy' ? 0 : random.pick([30, 60, 90]);
  const check: Check = { now, leeway, aud: random.pick(['api', 'shop', 'mail']), iss: random.pick(['login', 'sso']) };
  const near = () => random.pick([0, 0, 10, 20, 50, leeway, leeway, leeway + 10, Math.max(0, leeway - 10)]);
  const tokens = NAMES.map((): Token => {
    const kind = random.pick(['early', 'late', 'inside', 'inside'] as const);
    const nbf = kind === 'early' ? now + near() : now - random.int(5, 60) * 10;
    const exp = kind === 'late' ? now - near() : now + random.int(1, 60) * 10;
    const swap = level === 'hard' && random.next() < 0.3;
    return {
      nbf,
      exp: Math.max(exp, nbf + 10),
      aud: swap && random.next() < 0.5 ? `${check.aud}-test` : check.aud,
      iss: swap && random.next() < 0.5 ? `${check.iss}-old` : check.iss,
    };
  });
  const pass = (test: (token: Token) => boolean) => NAMES.filter((_, index) => test(tokens[index]!));
  const listed = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));
  const truth = pass((token) => isAccepted(token, check));
  const claims = (token: Token) => token.aud === check.aud && token.iss === check.iss;
  const wrong: [string[], string][] = [
    [
      pass((token) => claims(token) && now >= token.nbf - leeway && now <= token.exp + leeway),
      'accepts a token at the very moment it expires',
    ],
    [
      pass((token) => claims(token) && now > token.nbf - leeway && now < token.exp + leeway),
      'refuses a token at the very moment it becomes valid',
    ],
    [pass((token) => isAccepted(token, { ...check, leeway: 0 })), 'overlooks the leeway'],
    [pass((token) => isAccepted(token, { ...check, leeway: -leeway })), 'narrows the span by the leeway'],
    [
      pass((token) => claims(token) && now >= token.nbf && now < token.exp + leeway),
      'applies the leeway to the end alone',
    ],
    [
      pass((token) => claims(token) && now >= token.nbf - leeway && now < token.exp),
      'applies the leeway to the beginning alone',
    ],
    [pass((token) => claims(token) && now < token.exp + leeway), 'overlooks nbf'],
    [pass((token) => claims(token) && now >= token.nbf - leeway), 'overlooks exp'],
    [pass((token) => isAccepted({ ...token, aud: check.aud, iss: check.iss }, check)), 'checks the times alone'],
    [pass((token) => isAccepted({ ...token, aud: check.aud }, check)), 'overlooks the audience'],
    [pass((token) => isAccepted({ ...token, iss: check.iss }, check)), 'overlooks the issuer'],
    [truth.slice(1), 'refuses the first token that is valid'],
    [truth.slice(0, -1), 'refuses the last token that is valid'],
    [NAMES, 'accepts every token with a valid signature'],
  ];
  const distractors = setDistractors(
    random,
    { text: listed(truth), size: truth.length },
    smaller,
    wrong.map(([names, misconception]): WrongSet => ({ text: listed(names), size: names.length, misconception })),
  );
  if (distractors === null || listed(truth).length - distractors.reduce((sum, { text }) => sum + text.length, 0) / 3 >= 12) return null; // biome-ignore format: one row
  const line = (token: Token, index: number) =>
    `${NAMES[index]}: {"nbf":${token.nbf},"exp":${token.exp}${level === 'hard' ? `,"aud":"${token.aud}","iss":"${token.iss}"` : ''}}`;
  const why = (token: Token): string =>
    !claims(token)
      ? 'wrong audience or issuer'
      : now < token.nbf - leeway
        ? `valid from ${token.nbf - leeway}`
        : now >= token.exp + leeway
          ? `expired at ${token.exp + leeway}`
          : 'accepted';
  return {
    stem: `A server checks JSON Web Tokens whose signatures are all valid. Its clock shows ${now} (seconds), and it allows ${leeway === 0 ? 'no leeway' : `for clock skew with a leeway of ${leeway} seconds`}${level === 'hard' ? `; it expects the audience \`${check.aud}\` and the issuer \`${check.iss}\`` : ''}. Which tokens does it accept by RFC 7519?\n\n\`\`\`\n${tokens.map(line).join('\n')}\n\`\`\``,
    key: listed(truth),
    distractors,
    explanation: `A token counts from nbf on and before exp${leeway === 0 ? '' : `, and the leeway of ${leeway} widens both ends`}: ${tokens.map((token, index) => `${NAMES[index]} ${why(token)}`).join(', ')}.`,
    hint: 'Turn each token into a span of seconds first. Do its two ends belong to it?',
  };
}

/** Which tokens a server accepts at a moment. */
export const securityToken: ItemModel = {
  id: 'security-token',
  version: 1,
  skillId: 'security',
  title: 'Validity of tokens',
  levels: [
    { id: 'easy', difficulty: -0.3, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 90_000 },
  ],
  generate(random, level) {
    const smaller = random.int(0, 3);
    return untilMade(() => attempt(random, level, smaller));
  },
};
