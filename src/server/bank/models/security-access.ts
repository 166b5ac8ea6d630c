import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';
import { setDistractors } from './set-distractors';

/** `rwxr-x---` of nine permission bits. */
const symbolic = (mode: number): string =>
  Array.from({ length: 9 }, (_, bit) => ((mode >> (8 - bit)) & 1 ? 'rwx'[bit % 3] : '-')).join('');
const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

function distinct(key: string, candidates: readonly (readonly [string, string])[]): Distractor[] | null {
  const chosen: Distractor[] = [];
  for (const [text, misconception] of candidates) {
    if (text !== key && !chosen.some((option) => option.text === text)) chosen.push({ text, misconception });
  }
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

/** The mode of a new file under a umask: the bits asked for, less those of the mask. */
function umask(random: Random): Variant | null {
  const directory = random.next() < 0.5;
  const usual = directory ? 0o777 : 0o666;
  const asked = random.pick(directory ? [0o777, 0o775, 0o755] : [0o666, 0o664, 0o644]);
  const masked = random.pick([0, 0, 2, 3]) * 64 + random.int(0, 7) * 8 + random.int(0, 7);
  const key = asked & ~masked;
  const code = (mode: number) => `\`${symbolic(mode)}\``;
  const distractors = distinct(
    code(key),
    random.shuffle([
      [code(masked), 'takes the mask for the mode'],
      [code((asked - masked) & 0o777), 'subtracts the numbers instead of clearing bits'],
      [code((directory ? 0o666 : 0o777) & ~masked), 'starts from the mode of the other kind'],
      [code(key | 0o044), 'lets everyone read'],
      [code(asked), 'ignores the mask'],
      [code(usual & ~masked), 'ignores the mode asked for'],
      [code(asked & ~(((masked & 7) << 6) | (masked & 0o070) | (masked >> 6))), 'reads the digits from the right'],
    ] as const),
  );
  if (distractors === null) return null;
  return {
    stem: `The umask is \`${octal(masked)}\`. A program creates a new ${directory ? 'directory' : 'file'} and asks for the mode \`${octal(asked)}\`. Which permissions does it get?`,
    key: code(key),
    distractors,
    explanation: `The bits of the umask are cleared from the mode asked for: ${octal(asked)} AND NOT ${octal(masked)} = ${octal(key)}, which is ${symbolic(key)}.`,
    hint: 'Write each octal digit as three bits.',
  };
}

type Rule = { effect: 'allow' | 'deny'; action: string; subject: string };
const ACTIONS = ['read', 'write', 'share', 'delete'];
const USERS = ['ana', 'ben', 'cho', 'dee', 'eli', 'fay'];
const GROUPS = ['staff', 'sales', 'audit', 'interns', 'finance', 'support'];

/** Which actions do the rules permit? Deny overrides allow; what no rule names is denied. */
function policy(random: Random, smaller: number): Variant | null {
  const user = random.pick(USERS);
  const [own, second, foreign] = random.shuffle(GROUPS) as [string, string, string];
  const rules: Rule[] = Array.from({ length: random.int(5, 6) }, () => ({
    effect: random.next() < 0.62 ? 'allow' : 'deny',
    action: random.pick(ACTIONS),
    subject: random.pick([`user:${user}`, `group:${own}`, `group:${second}`, `group:${foreign}`]),
  }));
  if (new Set(rules.map((rule) => `${rule.action} ${rule.subject}`)).size !== rules.length) return null;
  const applies = (rule: Rule) => rule.subject !== `group:${foreign}`;
  const permitted = (decide: (matching: Rule[]) => boolean, which: (rule: Rule) => boolean = applies) =>
    ACTIONS.filter((action) => decide(rules.filter((rule) => rule.action === action && which(rule))));
  const listed = (actions: readonly string[]) => (actions.length === 0 ? 'nothing' : actions.join(', '));
  const allows = (matching: Rule[]) => matching.some(({ effect }) => effect === 'allow');
  const denies = (matching: Rule[]) => matching.some(({ effect }) => effect === 'deny');
  const denyWins = (matching: Rule[]) => allows(matching) && !denies(matching);
  const truth = permitted(denyWins);
  const wrong: [string[], string][] = [
    [permitted(allows), 'lets allow win over deny'],
    [permitted((matching) => matching[0]?.effect === 'allow'), 'lets the first matching rule decide'],
    [permitted((matching) => matching.at(-1)?.effect === 'allow'), 'lets the last matching rule decide'],
    [permitted((matching) => !denies(matching)), 'allows what no rule names'],
    [permitted(denyWins, () => true), 'applies rules of other groups'],
    [permitted(denyWins, (rule) => rule.subject === `user:${user}`), 'overlooks the groups'],
    [
      permitted(denyWins, (rule) => rule.subject !== `group:${foreign}` && rule.subject !== `group:${second}`),
      'overlooks the second group',
    ],
    [truth.slice(1), 'overlooks an allow rule'],
    [truth.slice(0, -1), 'overlooks an allow rule'],
    [permitted((matching) => matching.length > 0), 'takes a deny rule for an allow rule'],
  ];
  const key = listed(truth);
  const distractors = setDistractors(
    random,
    { text: key, size: truth.length },
    smaller,
    wrong.map(([actions, misconception]) => ({ text: listed(actions), size: actions.length, misconception })),
  );
  if (distractors === null) return null;
  const mean = distractors.reduce((sum, { text }) => sum + text.length, 0) / 3;
  if (key.length - mean >= 12) return null;
  const line = ({ effect, action, subject }: Rule) => `${effect.padEnd(5)} ${action.padEnd(6)} ${subject}`;
  const clash = ACTIONS.filter((action) => {
    const matching = rules.filter((rule) => rule.action === action && applies(rule));
    return allows(matching) && denies(matching);
  });
  return {
    stem: `User \`${user}\` belongs to the groups \`${own}\` and \`${second}\`. A deny rule overrides any allow rule, and what no rule allows is denied. Which actions may \`${user}\` perform?\n\n\`\`\`\n${rules.map(line).join('\n')}\n\`\`\``,
    key,
    distractors,
    explanation: `Rules for \`group:${foreign}\` do not apply.${clash.length > 0 ? ` For ${clash.join(' and ')} there is an allow and a deny, and deny wins.` : ''} Permitted: ${key}.`,
    hint: 'Cross out the rules that do not apply, then look at each action on its own.',
  };
}

type Account = { name: string; pin: string; role: string };

/** How many rows does a query return whose text an attacker completes? AND binds before OR, and `--` ends the statement. */
function injection(random: Random, place: number): Variant | null {
  const names = random.shuffle(USERS).slice(0, random.int(5, 6));
  const accounts: Account[] = names.map((name) => ({
    name,
    pin: String(random.int(1000, 9999)),
    role: random.pick(['admin', 'user', 'guest']),
  }));
  const target = random.pick(accounts);
  const role = random.pick(['admin', 'user', 'guest']);
  const pin = random.next() < 0.3 ? target.pin : '0000';
  const isTarget = (row: Account) => row.name === target.name;
  const hasRole = (row: Account) => row.role === role;
  const hasPin = (row: Account) => row.pin === pin;
  const attack = random.pick([
    { name: `${target.name}' --`, holds: isTarget },
    { name: `x' OR role = '${role}' --`, holds: hasRole },
    { name: `${target.name}' OR role = '${role}' --`, holds: (row: Account) => isTarget(row) || hasRole(row) },
    {
      name: `${target.name}' OR role = '${role}`,
      holds: (row: Account) => isTarget(row) || (hasRole(row) && hasPin(row)),
    },
    { name: `x' OR role <> '${role}' --`, holds: (row: Account) => !hasRole(row) },
    { name: `x' OR role <> '${role}`, holds: (row: Account) => !hasRole(row) && hasPin(row) },
    { name: `${target.name}' AND role = '${role}' --`, holds: (row: Account) => isTarget(row) && hasRole(row) },
  ]);
  const rows = (holds: (row: Account) => boolean) => accounts.filter(holds).length;
  const key = rows(attack.holds);
  const distractors = numericDistractors(
    key,
    [
      { value: 0, misconception: 'expects the input to be taken as a name' },
      { value: accounts.length, misconception: 'expects any injection to return everything' },
      {
        value: rows((row) => (isTarget(row) || hasRole(row)) && hasPin(row)),
        misconception: 'lets OR bind before AND',
      },
      { value: rows((row) => isTarget(row) || hasRole(row)), misconception: 'overlooks the rest of the statement' },
      { value: rows(hasRole), misconception: 'counts the role alone' },
      { value: accounts.length - key, misconception: 'counts the rows left out' },
      { value: 1, misconception: 'expects a login query to return one row' },
    ],
    place,
    { least: 0, most: accounts.length, telling: 2 },
  );
  if (distractors === null) return null;
  const statement = `SELECT * FROM accounts WHERE name = '${attack.name}' AND pin = '${pin}'`;
  return {
    stem: `A program builds \`"SELECT * FROM accounts WHERE name = '" + name + "' AND pin = '" + pin + "'"\`. It gets the name \`${attack.name}\` and the pin \`${pin}\`. In SQL, \`--\` begins a comment. How many rows does the query return?\n\n\`\`\`\nname | pin  | role\n${accounts.map((row) => `${row.name.padEnd(4)} | ${row.pin} | ${row.role}`).join('\n')}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `The database receives \`${statement}\`. ${attack.name.endsWith('--') ? 'What follows `--` is a comment.' : 'AND binds before OR, so the pin belongs to the last condition only.'} ${key} ${key === 1 ? 'row fits' : 'rows fit'}. A bound parameter would have been compared as a name.`,
    hint: 'Write out the text the database receives and put in the parentheses that precedence implies.',
  };
}

/** Access decisions and their circumvention, evaluated rather than looked up. */
export const securityAccess: ItemModel = {
  id: 'security-access',
  version: 1,
  skillId: 'security',
  title: 'Permissions, policies and injected queries',
  levels: [
    { id: 'easy', difficulty: -0.4, expectedTimeMs: 55_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 1.1, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random); // of a numeric key, or how many of the wrong sets are smaller than the key
    return untilMade(() =>
      level === 'easy' ? umask(random) : level === 'medium' ? policy(random, place) : injection(random, place),
    );
  },
};
