import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

type Command =
  | { readonly run: 'write'; readonly text: string }
  | { readonly run: 'add' | 'commit' | 'commitAll' | 'restore' | 'unstage' | 'fromHead' | 'soft' | 'mixed' | 'hard' };
/** What the file holds in each area; `commits` newest last. */
type Areas = { readonly commits: readonly string[]; readonly index: string; readonly tree: string };

/** One tracked file through `git add`, `commit`, `restore` and `reset`. */
function apply(areas: Areas, command: Command): Areas {
  const { commits, index, tree } = areas;
  const head = commits.at(-1)!;
  const back = commits.slice(0, -1);
  switch (command.run) {
    case 'write':
      return { ...areas, tree: command.text };
    case 'add':
      return { ...areas, index: tree };
    case 'commit':
      return { ...areas, commits: [...commits, index] };
    case 'commitAll':
      return { commits: [...commits, tree], index: tree, tree };
    case 'restore':
      return { ...areas, tree: index };
    case 'unstage':
      return { ...areas, index: head };
    case 'fromHead':
      return { ...areas, index: head, tree: head };
    case 'soft':
      return { ...areas, commits: back };
    case 'mixed':
      return { ...areas, commits: back, index: back.at(-1)! };
    case 'hard':
      return { commits: back, index: back.at(-1)!, tree: back.at(-1)! };
  }
}

const TEXT: Record<Exclude<Command['run'], 'write'>, string> = {
  add: 'git add f',
  commit: 'git commit -m next',
  commitAll: 'git commit -am next',
  restore: 'git restore f',
  unstage: 'git restore --staged f',
  fromHead: 'git restore --source=HEAD --staged --worktree f',
  soft: 'git reset --soft HEAD~1',
  mixed: 'git reset HEAD~1',
  hard: 'git reset --hard HEAD~1',
};
const WORDS = ['blue', 'pink', 'gold', 'grey', 'teal', 'lime', 'plum', 'ruby', 'sand'];
const DRAWN: Record<string, readonly Command['run'][]> = {
  easy: ['write', 'write', 'add', 'commit', 'commitAll'],
  medium: ['write', 'write', 'write', 'add', 'add', 'commit', 'restore', 'unstage', 'fromHead'],
  hard: ['write', 'write', 'add', 'add', 'commit', 'commitAll', 'soft', 'mixed', 'hard', 'unstage', 'restore'],
};
/** What a command is taken for, and the name of that mistake. */
const MISTAKEN: Partial<Record<Command['run'], readonly [Command['run'], string]>> = {
  restore: ['fromHead', 'restores from the last commit instead of the index'],
  unstage: ['fromHead', 'expects unstaging to change the file'],
  fromHead: ['restore', 'restores from the index instead of the last commit'],
  soft: ['mixed', 'expects a soft reset to empty the index'],
  mixed: ['hard', 'expects a mixed reset to change the file'],
  hard: ['mixed', 'expects a hard reset to keep the file'],
  commit: ['commitAll', 'expects a commit to take what was not added'],
  commitAll: ['commit', 'overlooks that -a adds the changes'],
};

/** Whether a command would be carried out and change something. */
function isSensible(at: Areas, command: Command): boolean {
  const head = at.commits.at(-1)!;
  if (command.run === 'commit' && at.index === head) return false; // nothing to commit
  if (command.run === 'commitAll' && at.tree === head) return false;
  if (['soft', 'mixed', 'hard'].includes(command.run) && at.commits.length < 2) return false;
  return JSON.stringify(apply(at, command)) !== JSON.stringify(at);
}

function drawCommands(random: Random, level: string, start: Areas): Command[] {
  const words = random.shuffle(WORDS);
  const commands: Command[] = [];
  let at = start;
  while (commands.length < (level === 'easy' ? 5 : 6)) {
    const run = random.pick(DRAWN[level]!);
    const command: Command = run === 'write' ? { run, text: words.pop() ?? 'none' } : { run };
    if (!isSensible(at, command)) continue;
    commands.push(command);
    at = apply(at, command);
  }
  return commands;
}

const show = ({ commits, index, tree }: Areas): string => `HEAD ${commits.at(-1)}, index ${index}, file ${tree}`;

function attempt(random: Random, level: string): Variant | null {
  const start: Areas =
    level === 'hard'
      ? { commits: ['rust', 'navy'], index: 'navy', tree: 'navy' }
      : { commits: ['rust'], index: 'rust', tree: 'rust' };
  const commands = drawCommands(random, level, start);
  const resets = commands.filter(({ run }) => run === 'soft' || run === 'mixed' || run === 'hard').length;
  const restores = commands.filter(({ run }) => run === 'restore' || run === 'unstage' || run === 'fromHead').length;
  if ((level === 'hard' && resets === 0) || (level === 'medium' && restores === 0)) return null;
  const end = commands.reduce(apply, start);
  if (new Set([end.commits.at(-1), end.index, end.tree]).size < 2 && random.next() < 0.9) return null;
  const wrong: WrongOption[] = commands.flatMap((command, place): WrongOption[] => {
    const mistaken = MISTAKEN[command.run];
    if (mistaken === undefined) return [];
    const as = commands.map((one, at) => (at === place ? ({ run: mistaken[0] } as Command) : one));
    return [[show(as.reduce(apply, start)), mistaken[1]]];
  });
  const head = end.commits.at(-1)!;
  const spare: WrongOption[] = [
    [show({ ...end, index: end.tree }), 'expects a change of the file to reach the index by itself'],
    [show({ ...end, index: head }), 'overlooks what was added and not committed'],
    [show({ ...end, commits: [end.index] }), 'expects what was added to be committed'],
    [show({ ...end, tree: end.index }), 'overlooks changes that were not added'],
    [show({ ...end, commits: [...end.commits, end.commits.at(-2) ?? 'rust'] }), 'looks at the commit before'],
  ];
  const distractors = firstDistinct(show(end), [...random.shuffle(wrong).slice(0, 2), ...random.shuffle(spare)]);
  if (distractors === null) return null;
  const lines = commands.map((command) => (command.run === 'write' ? `echo ${command.text} > f` : TEXT[command.run]));
  const stages: string[] = [];
  commands.reduce((at, command) => {
    const after = apply(at, command);
    stages.push(show(after));
    return after;
  }, start);
  return {
    stem: `The tracked file \`f\` holds the word ${level === 'hard' ? '`rust` in the first of two commits and `navy` in the second' : '`rust` in the only commit'}, in the index and in the working tree. These commands run in turn. Which words are then in \`HEAD\`, in the index and in the file itself?\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``,
    key: show(end),
    distractors,
    explanation: `Line by line: ${stages.map((stage, place) => `${place + 1}. ${stage}`).join('; ')}.`,
    hint: 'Keep three columns, one for each area, and change only those a command touches.',
  };
}

/** What commit, index and working tree hold after a row of commands. */
export const gitAreas: ItemModel = {
  id: 'git-areas',
  version: 1,
  skillId: 'git',
  title: 'Commit, index and working tree',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.3, expectedTimeMs: 85_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 95_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
