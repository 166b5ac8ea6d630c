import { options, typedItems } from './typed-item';

export const ORDERING_ITEMS = typedItems('ordering', [
  {
    id: 'http-order-first-request',
    skillId: 'http',
    difficulty: -0.5,
    seconds: 60,
    stem: 'A browser opens an `https` address of a host it has never contacted, over HTTP/2. In which order do these happen?',
    options: options(
      'The name is resolved to an address',
      'The TCP connection is opened',
      'The TLS handshake is made',
      'The request is sent',
      'The response begins to arrive',
    ),
    explanation: 'TCP needs an address, TLS runs over TCP, and HTTP/2 speaks inside TLS.',
    hint: 'Which step needs the result of which?',
  },
  {
    id: 'git-order-conflict',
    skillId: 'git',
    difficulty: -0.3,
    seconds: 60,
    stem: 'A rebase of your published branch stops at a conflict. In which order do you take these steps to finish it?',
    options: options(
      'Edit the files that conflict',
      'Run `git add` on them',
      'Run `git rebase --continue`',
      'Run `git push --force-with-lease`',
    ),
    explanation:
      'Adding a file marks its conflict as resolved; only then can the rebase go on. It gives the commits new ids, so that the published branch has to be replaced at the end.',
    hint: 'What does Git need to be told before it goes on?',
  },
  {
    id: 'testing-order-tdd',
    skillId: 'testing',
    difficulty: -1,
    seconds: 45,
    stem: 'In which order does test-driven development take these steps?',
    options: options(
      'Write a test for what is missing',
      'See it fail',
      'Write the least code that passes',
      'Improve the code and see all tests pass',
    ),
    explanation:
      'Red, green, refactor: seeing the test fail shows that it can, and the code is improved under its protection.',
    hint: 'What would a test prove that was never seen to fail?',
  },
  {
    id: 'security-order-pkce',
    skillId: 'security',
    difficulty: 0.7,
    seconds: 90,
    stem: 'In which order do these happen in the OAuth authorisation code flow with PKCE?',
    options: options(
      'The app makes a secret and its hash',
      'The browser goes to the authorisation server with the hash',
      'The browser comes back with a code',
      'The app exchanges code and secret for an access token',
      'The app calls the interface with the token',
    ),
    explanation:
      'RFC 7636: the hash travels with the request, the secret only with the exchange, so that a stolen code is worth nothing without it.',
    hint: 'Which of them must stay unknown to whoever reads the addresses?',
  },
  {
    id: 'javascript-order-queue',
    skillId: 'javascript',
    difficulty: 0.3,
    seconds: 75,
    stem: "In which order does this program print its words?\n\n```javascript\nconsole.log('start');\nsetTimeout(() => console.log('timer'), 0);\nPromise.resolve().then(() => console.log('promise'));\nconsole.log('end');\n```",
    options: options('`start`', '`end`', '`promise`', '`timer`'),
    explanation:
      'The program itself runs to its end first; then the queue of microtasks, where promises go; then tasks, where timers go.',
    hint: 'What has to be finished before any callback runs?',
  },
]);
