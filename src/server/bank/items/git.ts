import { writtenItems } from '../written-item';

export const GIT_ITEMS = writtenItems('git', [
  {
    id: 'git-unstage',
    difficulty: -1.4,
    seconds: 35,
    stem: 'You ran `git add notes.txt` by mistake. Which command takes the file out of the next commit and leaves your edits in the working tree?',
    options: {
      a: '`git restore --staged notes.txt`',
      b: '`git restore notes.txt`',
      c: '`git rm --force notes.txt`',
      d: '`git clean --force notes.txt`',
    },
    key: 'a',
    explanation:
      '`restore --staged` resets the index entry and leaves the file alone. `restore` without it overwrites the working copy from the index, `rm --force` deletes the file, and `clean` deletes untracked files.',
    hint: 'Only the index should change.',
  },
  {
    id: 'git-undo-published',
    difficulty: -0.7,
    seconds: 50,
    stem: 'A commit with a bug is on the shared `main` and colleagues have pulled it. Which command undoes its changes without rewriting history?',
    options: {
      a: '`git reset --hard HEAD~1`',
      b: '`git commit --amend`',
      c: '`git rebase -i HEAD~2`',
      d: '`git revert HEAD`',
    },
    key: 'd',
    explanation:
      '`revert` adds a new commit with the opposite changes, so what others have stays valid. `reset`, `--amend` and `rebase` all replace commits that colleagues already have.',
    hint: 'Nothing that others have pulled may disappear.',
  },
  {
    id: 'git-bisect-steps',
    difficulty: -0.1,
    seconds: 45,
    stem: 'Between a good and a bad release lie 1,000 commits in a straight line. About how many of them does `git bisect` make you test at most?',
    options: { a: '10', b: '32', c: '500', d: '999' },
    key: 'a',
    explanation:
      'Each test halves the range, and 2^10 = 1,024. 32 is about the square root, 500 half the range, 999 the number for testing one after the other.',
    hint: 'What happens to the range after each verdict?',
  },
  {
    id: 'git-squash-soft-reset',
    difficulty: 0.4,
    seconds: 55,
    stem: 'Your last three commits are unpushed and should become one. Which command brings you to the state before them with all their changes staged?',
    options: {
      a: '`git reset --hard HEAD~3`',
      b: '`git reset --mixed HEAD~3`',
      c: '`git reset --soft HEAD~3`',
      d: '`git revert HEAD~3`',
    },
    key: 'c',
    explanation:
      '`--soft` moves the branch only: index and files keep the changes, ready for one commit. `--mixed` empties the index, so nothing is staged; `--hard` discards the changes; `revert` makes a new commit that undoes one old commit.',
    hint: 'The three modes differ in how many of branch, index and files they touch.',
  },
  {
    id: 'git-recover-reset',
    difficulty: 0.8,
    seconds: 55,
    stem: 'After `git reset --hard HEAD~2` you notice that you still need the two commits. Nothing was pushed. Where do you find their ids?',
    options: { a: 'In `git stash list`', b: 'In `git reflog`', c: 'In `git log --all`', d: 'In `git remote show`' },
    key: 'b',
    explanation:
      'The reflog lists where HEAD has been, so the old tip is one line up. The stash holds only what was stashed, `log --all` walks from existing references and no longer reaches the commits, and the remote has not seen them.',
    hint: 'The commits exist, but no branch leads to them.',
  },
  {
    id: 'git-force-with-lease',
    difficulty: 1.1,
    seconds: 60,
    stem: 'You rebased your feature branch and the push is rejected. A colleague may have pushed to the same branch meanwhile, unseen by you. Which command replaces the remote branch only if it is still where you last saw it?',
    options: {
      a: '`git push --force-with-lease`',
      b: '`git push --force`',
      c: '`git push --follow-tags`',
      d: '`git push --set-upstream`',
    },
    key: 'a',
    explanation:
      'With a lease, the push is refused when the remote branch differs from your remote-tracking branch. `--force` overwrites whatever is there, `--follow-tags` adds tags, and `--set-upstream` records which branch is tracked; neither of these two overrides the rejection.',
    hint: 'The server has to compare its branch with what you believe it to be.',
  },
  {
    id: 'git-three-dot-diff',
    difficulty: 1.7,
    seconds: 65,
    stem: '`main` has moved on since `feature` branched off from it. What does `git diff main...feature` (three dots) show?',
    options: {
      a: 'How the tip of `main` differs from the tip of `feature`',
      b: 'What `main` changed since the two branches parted',
      c: 'The changes made on either branch since they parted',
      d: 'What `feature` changed since the two branches parted',
    },
    key: 'd',
    explanation:
      'With three dots, `diff` compares the merge base with `feature`. Two dots (or a space) compare the tips. In `git log`, three dots mean the commits of either side, which is where (c) comes from.',
    hint: 'The dots mean something else for `diff` than for `log`.',
  },
]);
