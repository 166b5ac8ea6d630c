import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

type Commit = { readonly message: string; readonly parents: readonly Commit[] };

/** A repository as far as `git log` sees it: commits, branches and the branch checked out. */
export class ModelRepository {
  readonly branches = new Map<string, Commit>();
  /** The commands that led here, `commit X` standing for `git commit --allow-empty -m X`. */
  readonly commands: string[] = [];
  private current = 'main';

  private get tip(): Commit | undefined {
    return this.branches.get(this.current);
  }

  commit(message: string): void {
    this.commands.push(`commit ${message}`);
    this.branches.set(this.current, { message, parents: this.tip ? [this.tip] : [] });
  }

  create(branch: string): void {
    this.commands.push(`git switch -c ${branch}`);
    this.branches.set(branch, this.tip!);
    this.current = branch;
  }

  /** A branch at the current commit without switching to it. */
  mark(branch: string): void {
    this.commands.push(`git branch ${branch}`);
    this.branches.set(branch, this.tip!);
  }

  switchTo(branch: string): void {
    this.commands.push(`git switch ${branch}`);
    this.current = branch;
  }

  merge(branch: string, message: string): void {
    this.commands.push(`git merge --no-ff -m ${message} ${branch}`);
    this.branches.set(this.current, { message, parents: [this.tip!, this.branches.get(branch)!] });
  }

  resetHard(back: number): void {
    this.commands.push(`git reset --hard HEAD~${back}`);
    let tip = this.tip!;
    for (let i = 0; i < back; i++) tip = tip.parents[0]!;
    this.branches.set(this.current, tip);
  }

  /** Copies the tip commit of a branch onto the current one. */
  cherryPick(branch: string): void {
    this.commands.push(`git cherry-pick --allow-empty ${branch}`);
    this.branches.set(this.current, { message: this.branches.get(branch)!.message, parents: [this.tip!] });
  }

  /** Copies what the current branch has and `onto` has not, in order; only used on branches without merges. */
  rebase(onto: string): void {
    this.commands.push(`git rebase --empty=keep ${onto}`);
    const old: Commit[] = [];
    const there = reachable(this.branches.get(onto)!);
    for (let at: Commit | undefined = this.tip; at && !there.has(at); at = at.parents[0]) old.unshift(at);
    this.branches.set(
      this.current,
      old.reduce<Commit>((parent, { message }) => ({ message, parents: [parent] }), this.branches.get(onto)!),
    );
  }

  /** Messages of `git log to ^from`, sorted; a message twice when two commits carry it. */
  log(to: string, from?: string): string[] {
    const excluded = from ? reachable(this.branches.get(from)!) : new Set<Commit>();
    return [...reachable(this.branches.get(to)!)]
      .filter((commit) => !excluded.has(commit))
      .map(({ message }) => message)
      .sort();
  }
}

function reachable(tip: Commit): Set<Commit> {
  const seen = new Set<Commit>();
  const open = [tip];
  while (open.length > 0) {
    const commit = open.pop()!;
    if (seen.has(commit)) continue;
    seen.add(commit);
    open.push(...commit.parents);
  }
  return seen;
}

const listed = (messages: readonly string[]): string =>
  messages.length === 0 ? 'nothing' : [...messages].sort().join(', ');
const LETTERS = 'ABCDEFGHJKLNPQRSTUVW'.split('');

function build(random: Random, level: string): { repository: ModelRepository; topic: string; second: string | null } {
  const repository = new ModelRepository();
  const letters = [...LETTERS];
  const commits = (count: number) => {
    for (let i = 0; i < count; i++) repository.commit(letters.shift()!);
  };
  const topic = random.pick(['topic', 'login', 'search', 'fix', 'docs']);
  commits(random.int(1, 3));
  repository.create(topic);
  commits(random.int(1, 3));
  if (level === 'easy') {
    if (random.next() < 0.8) {
      repository.switchTo('main');
      commits(random.int(1, 3));
    }
    return { repository, topic, second: null };
  }
  if (level === 'medium') {
    repository.switchTo('main');
    commits(random.int(0, 2));
    repository.merge(topic, 'M');
    if (random.next() < 0.5) commits(1);
    repository.switchTo(topic);
    commits(random.int(1, 2));
    return { repository, topic, second: null };
  }
  const action = random.pick(['rebase', 'cherryPick', 'reset'] as const);
  if (action === 'rebase') {
    repository.mark('old');
    repository.switchTo('main');
    commits(random.int(1, 2));
    repository.switchTo(topic);
    repository.rebase('main');
    if (random.next() < 0.4) commits(1);
    return { repository, topic, second: 'old' };
  }
  if (action === 'cherryPick') {
    repository.switchTo('main');
    commits(random.int(1, 2));
    repository.cherryPick(topic);
    if (random.next() < 0.5) commits(1);
    return { repository, topic, second: null };
  }
  commits(1);
  repository.mark('old');
  repository.resetHard(random.int(1, 2));
  commits(random.int(1, 2));
  return { repository, topic, second: 'old' };
}

/** Which commits a range names after some branching, merging and rewriting. */
export const gitLogRange: ItemModel = {
  id: 'git-log-range',
  version: 2,
  skillId: 'git',
  title: 'Commits listed by git log',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.5, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1.3, expectedTimeMs: 90_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};

function attempt(random: Random, level: string): Variant | null {
  const { repository, topic, second } = build(random, level);
  const queries: [string | null, string][] = second
    ? [
        [topic, second],
        [second, topic],
        ['main', topic],
        ['main', second],
      ]
    : [
        ['main', topic],
        [topic, 'main'],
        [null, 'main'],
        [null, topic],
      ];
  const [left, right] = random.pick(queries);
  const key = listed(repository.log(right, left ?? undefined));
  const all = repository.log(right);
  const other = left ?? (right === 'main' ? topic : 'main');
  const range = repository.log(right, other);
  const reversed = repository.log(other, right);
  const candidates: [string[], string][] = [
    [reversed, 'reads the range the other way round'],
    [[...range, ...reversed], 'takes the two dots for three'],
    [all, 'overlooks that a range excludes commits'],
    [range, 'excludes commits without being told to'],
    [[...new Set([...all, ...repository.log(other)])], 'lists the commits of both branches'],
    [range.filter((message) => !repository.log(other).includes(message)), 'takes a copied commit for the same commit'],
    [range.filter((message) => message !== 'M'), 'forgets the merge commit'],
    [all.filter((message) => !range.includes(message)), 'lists what both branches have'],
    [range.slice(1), 'excludes the first commit of the range'],
  ];
  const distractors: Distractor[] = [];
  for (const [messages, misconception] of [...candidates.slice(0, 1), ...random.shuffle(candidates.slice(1))]) {
    const text = listed(messages);
    if (text === key || distractors.some((option) => option.text === text)) continue;
    distractors.push({ text, misconception });
  }
  const chosen = distractors.slice(0, 3);
  const meanLength = chosen.reduce((sum, { text }) => sum + text.length, 0) / 3;
  if (chosen.length < 3 || key.length - meanLength >= 12) return null;
  const revision = left ? `${left}..${right}` : right;
  const meaning = left
    ? `\`${left}..${right}\` names the commits that can be reached from \`${right}\` and not from \`${left}\``
    : `\`git log ${right}\` walks from \`${right}\` through all parents`;
  return {
    stem: `In an empty repository on \`main\`, these commands run in turn; \`commit X\` stands for \`git commit --allow-empty -m X\`. Which messages does \`git log --format=%s ${revision}\` print, leaving their order aside?\n\n\`\`\`sh\n${repository.commands.join('\n')}\n\`\`\``,
    key,
    distractors: chosen,
    explanation: `${meaning}: ${key}.${repository.commands.some((command) => /rebase|cherry-pick/.test(command)) ? ' A rebased or picked commit is a new commit with the same message.' : ''}`,
    hint: 'Draw the commits and their parents, then mark what each branch can reach.',
  };
}
