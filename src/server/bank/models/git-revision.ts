import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { ModelRepository } from './git-log-range';
import { firstDistinct, type WrongOption } from './option-choice';

type Step = { readonly sign: '~' | '^'; readonly count: number };
type Node = { readonly message: string; readonly parents: readonly Node[] };

/** Follows `~n` (n times the first parent) and `^n` (the nth parent once), as gitrevisions(7) says. */
function follow(from: Node | undefined, steps: readonly Step[]): Node | undefined {
  let at = from;
  for (const { sign, count } of steps) {
    if (sign === '^') at = at?.parents[count - 1];
    else for (let i = 0; i < count; i++) at = at?.parents[0];
  }
  return at;
}

const text = (steps: readonly Step[]): string =>
  steps.map(({ sign, count }) => `${sign}${count === 1 ? '' : count}`).join('');

function build(random: Random, level: string): ModelRepository {
  const repository = new ModelRepository();
  const letters = random.shuffle('ABCDEFGHJKLPQRSTUVW'.split(''));
  const commits = (count: number) => {
    for (let i = 0; i < count; i++) repository.commit(letters.shift()!);
  };
  commits(random.int(2, 3));
  if (level === 'easy') {
    commits(random.int(1, 3));
    repository.create('topic');
    commits(random.int(1, 3));
    return repository;
  }
  for (let round = 0; round < (level === 'hard' ? 2 : 1); round++) {
    const branch = ['topic', 'fix'][round]!;
    repository.create(branch);
    commits(random.int(1, 2));
    repository.switchTo('main');
    commits(random.int(1, 2));
    repository.merge(branch, ['M', 'N'][round]!);
    if (random.next() < 0.5) commits(1);
  }
  return repository;
}

function attempt(random: Random, level: string): Variant | null {
  const repository = build(random, level);
  const branch = level === 'easy' ? random.pick(['topic', 'topic', 'main']) : 'main';
  const tip: Node = repository.branches.get(branch)!;
  const steps: Step[] = Array.from({ length: level === 'easy' ? random.int(1, 2) : random.int(2, 3) }, () => {
    const sign = random.pick(['~', '^'] as const);
    return { sign, count: sign === '~' ? random.int(1, 3) : level === 'easy' ? 1 : random.int(1, 2) };
  });
  const found = follow(tip, steps);
  if (found === undefined || (level !== 'easy' && !steps.some(({ sign, count }) => sign === '^' && count === 2)))
    return null;
  const key = found.message;
  const as = (change: (step: Step) => Step) => follow(tip, steps.map(change))?.message;
  const generations = steps.reduce((sum, { count }) => sum + count, 0);
  const rivals: [string | undefined, string][] = [
    [as(({ count }) => ({ sign: '~', count })), 'takes the nth parent for the nth ancestor'],
    [as(({ count }) => ({ sign: '^', count })), 'takes the nth ancestor for the nth parent'],
    [
      as(({ sign, count }) => (sign === '^' ? { sign, count: 3 - count } : { sign, count })),
      'mixes up the first and the second parent',
    ],
    [follow(tip, steps.toReversed())?.message, 'reads the steps from right to left'],
    [follow(tip, steps.slice(0, -1))?.message, 'overlooks the last step'],
    [follow(tip, [...steps, { sign: '~', count: 1 }])?.message, 'goes one generation too far'],
    [follow(tip, [{ sign: '~', count: generations - 1 }])?.message, 'counts the tip as the first step'],
    [found.parents[1]?.message, 'goes on into the merged branch'],
    [tip.message, 'stays at the tip'],
    [follow(tip, [{ sign: '^', count: 2 }])?.message, 'stops at the merged branch'],
  ];
  const wrong = rivals.flatMap(([message, why]): WrongOption[] => (message === undefined ? [] : [[message, why]]));
  const distractors = firstDistinct(key, random.shuffle(wrong));
  if (distractors === null) return null;
  const path = steps.map(
    (_, place) =>
      `\`${branch}${text(steps.slice(0, place + 1))}\` is ${follow(tip, steps.slice(0, place + 1))!.message}`,
  );
  return {
    stem: `In an empty repository on \`main\`, these commands run in turn; \`commit X\` stands for \`git commit --allow-empty -m X\`. Which commit does \`${branch}${text(steps)}\` name?\n\n\`\`\`sh\n${repository.commands.join('\n')}\n\`\`\``,
    key,
    distractors,
    explanation: `\`~n\` goes back n times along first parents, \`^n\` goes to the nth parent; the first parent of a merge is the branch that was checked out. \`${branch}\` is ${tip.message}, ${path.join(', ')}.`,
    hint: 'Draw the history, mark the parents of each merge as first and second, and read the expression from left to right.',
  };
}

/** Which commit an expression with `~` and `^` names. */
export const gitRevision: ItemModel = {
  id: 'git-revision',
  version: 1,
  skillId: 'git',
  title: 'Ancestors named by ~ and ^',
  levels: [
    { id: 'easy', difficulty: -0.5, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.6, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 100_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
