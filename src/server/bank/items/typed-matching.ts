import { options, typedItems } from './typed-item';

export const MATCHING_ITEMS = typedItems('matching', [
  {
    id: 'http-match-status',
    skillId: 'http',
    difficulty: -0.6,
    seconds: 60,
    stem: 'What does each status code tell the client?',
    prompts: options('`301`', '`304`', '`409`', '`503`'),
    targets: options(
      'The resource has a new address',
      'The stored copy is still good',
      'The request clashes with the present state',
      'The server is away for the moment',
      'The method is unknown here',
    ),
    key: { a: 'a', b: 'b', c: 'c', d: 'd' },
    explanation:
      'RFC 9110: 301 Moved Permanently, 304 Not Modified, 409 Conflict, 503 Service Unavailable. An unknown method is 501, one that is not allowed 405.',
    hint: 'The first digit says whose turn it is.',
  },
  {
    id: 'git-match-command',
    skillId: 'git',
    difficulty: -0.8,
    seconds: 60,
    stem: 'What does each command do?',
    prompts: options('`git fetch`', '`git stash`', '`git bisect`'),
    targets: options(
      'Brings remote commits without touching your files',
      'Puts changes aside that are not committed',
      'Halves the history to find a faulty commit',
      'Joins two branches in a new commit',
    ),
    key: { a: 'a', b: 'b', c: 'c' },
    explanation:
      '`fetch` only updates what is known of the remote; `stash` keeps work for later; `bisect` is a binary search.',
    hint: 'Which of them change files you see?',
  },
  {
    id: 'concurrency-match-terms',
    skillId: 'concurrency',
    difficulty: 0,
    seconds: 75,
    stem: 'Which description belongs to each term?',
    prompts: options('Race condition', 'Starvation', 'Livelock'),
    targets: options(
      'The outcome depends on who comes first',
      'One never gets its turn while others do',
      'All keep reacting and nobody gets on',
      'Each waits for what the other holds',
    ),
    key: { a: 'a', b: 'b', c: 'c' },
    explanation:
      'Waiting for one another is a deadlock. In a livelock the threads are busy, in starvation only one suffers.',
    hint: 'Ask of each who makes progress.',
  },
  {
    id: 'regex-match-texts',
    skillId: 'regex',
    difficulty: -0.4,
    seconds: 60,
    stem: 'Which text does each pattern match as a whole?',
    prompts: options('`^\\d{3}$`', '`^[a-c]+$`', '`^x?y$`'),
    targets: options('`404`', '`abba`', '`y`', '`xx`'),
    key: { a: 'a', b: 'b', c: 'c' },
    explanation:
      'Three digits; letters from a to c, at least one; an x that may be missing, then a y. Nothing matches `xx`.',
    hint: 'Begin with what each pattern needs at its end.',
  },
  {
    id: 'networking-match-protocols',
    skillId: 'networking',
    difficulty: -0.5,
    seconds: 60,
    stem: 'What is each protocol for?',
    prompts: options('DNS', 'ARP', 'DHCP'),
    targets: options(
      'Finds the address that belongs to a name',
      'Finds the hardware address of a neighbour',
      'Gives a host its own address',
      'Tells networks which prefixes are reached through whom',
    ),
    key: { a: 'a', b: 'b', c: 'c' },
    explanation:
      'DNS resolves names, ARP resolves IPv4 addresses on a link, DHCP configures hosts; BGP announces prefixes.',
    hint: 'What is known before, and what after?',
  },
]);
