import { options, typedItems } from './typed-item';

export const MULTIPLE_ITEMS = typedItems('multipleResponse', [
  {
    id: 'http-several-safe',
    skillId: 'http',
    difficulty: -0.6,
    seconds: 50,
    stem: 'Which of these HTTP methods are defined as safe? Choose every one.',
    options: options('`GET`', '`HEAD`', '`OPTIONS`', '`POST`', '`PUT`', '`DELETE`'),
    keyIds: ['a', 'b', 'c'],
    explanation:
      'RFC 9110, 9.2.1: `GET`, `HEAD`, `OPTIONS` and `TRACE` are safe, they ask for no change of state. `PUT` and `DELETE` are idempotent, which is something else.',
    hint: 'Safe is about what a client asks for, not about encryption.',
  },
  {
    id: 'security-several-cookie',
    skillId: 'security',
    difficulty: 0.2,
    seconds: 60,
    stem: 'Which of these attributes decide to which requests a browser attaches a cookie that has not expired? Choose every one.',
    options: options('`Path`', '`SameSite`', '`Secure`', '`HttpOnly`', '`Max-Age`', '`Expires`'),
    keyIds: ['a', 'b', 'c'],
    explanation:
      '`Path` limits by address, `SameSite` by the site that caused the request, `Secure` to encrypted connections. `HttpOnly` keeps scripts from reading it; `Max-Age` and `Expires` say how long it lives.',
    hint: 'Think of what the browser compares when it is about to send.',
  },
  {
    id: 'git-several-lost',
    skillId: 'git',
    difficulty: 0,
    seconds: 60,
    stem: 'Which of these commands can leave the current branch without a commit it had before? Choose every one.',
    options: options(
      '`git commit --amend`',
      '`git rebase -i HEAD~3`',
      '`git reset --hard HEAD~1`',
      '`git revert HEAD`',
      '`git merge topic`',
      '`git tag v1`',
    ),
    keyIds: ['a', 'b', 'c'],
    explanation:
      'Amending and rebasing put new commits in the place of old ones, and `reset` moves the branch back. `revert` and `merge` add commits, `tag` adds a name.',
    hint: 'Ask of each whether history grows or is replaced.',
  },
  {
    id: 'concurrency-several-coffman',
    skillId: 'concurrency',
    difficulty: 0.5,
    seconds: 75,
    stem: 'Which of these have to hold together before threads can deadlock? Choose every one.',
    options: options(
      'A resource has one holder at a time',
      'A holder may ask for more while it keeps what it has',
      'Nothing is taken from its holder by force',
      'Holders wait for one another in a circle',
      'Some have a higher priority than the rest',
      'A holder asks again and again in a loop',
      'They share a single processor core',
      'Some sleep for a fixed time before they go on',
    ),
    keyIds: ['a', 'b', 'c', 'd'],
    explanation:
      'Coffman, Elphick and Shoshani (1971): mutual exclusion, hold and wait, no preemption, circular wait. Without any one of them there is no deadlock. Priorities, polling, cores and sleeping are not among them.',
    hint: 'Each of the conditions can be removed to rule a deadlock out.',
  },
]);
