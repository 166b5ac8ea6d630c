import { writtenItems } from '../written-item';

export const CONCURRENCY_ITEMS = writtenItems('concurrency', [
  {
    id: 'concurrency-lost-increment',
    difficulty: -1.5,
    seconds: 45,
    stem: 'Two threads each run `count = count + 1` a thousand times on a shared variable, without a lock. Why can the result be below 2,000?',
    options: {
      a: 'Both may read the same value before either writes',
      b: 'The scheduler may end a thread before it is done',
      c: 'The variable may overflow while both add to it',
      d: 'The compiler may run the second loop only once',
    },
    key: 'a',
    explanation:
      'Reading, adding and writing are separate steps; when both read 7, both write 8 and one increment is lost. Schedulers pause threads without ending them, 2,000 is far from an overflow, and compilers may not drop iterations like that.',
    hint: 'Split the statement into its steps and interleave two of them.',
  },
  {
    id: 'concurrency-parallel-await',
    difficulty: -0.9,
    seconds: 45,
    stem: 'Three independent requests take 200 ms each. Code that awaits them one after another is changed to start all three and `await Promise.all` of them. About how long does it take then?',
    options: { a: '67 ms', b: '200 ms', c: '400 ms', d: '600 ms' },
    key: 'b',
    explanation:
      'All three wait at the same time, so the slowest decides: about 200 ms. 600 ms is one after another, 67 ms would need the requests themselves to get faster, and nothing here makes two of them wait for each other.',
    hint: 'What is each request doing while another one is under way?',
  },
  {
    id: 'concurrency-lock-order',
    difficulty: -0.2,
    seconds: 55,
    stem: 'Transfers lock the source account and then the target account. Now and then two transfers in opposite directions wait for each other forever. Which change prevents it and still keeps others from seeing half a transfer?',
    options: {
      a: 'Lock the target account and then the source account',
      b: 'Release the source account before locking the target',
      c: 'Lock the account with the smaller id first, then the other',
      d: 'Give the thread with the larger amount a higher priority',
    },
    key: 'c',
    explanation:
      'With one order for all, no circle of waiting can form. Swapping the order keeps the circle, releasing early shows others the money in neither account, and priorities do not free a lock.',
    hint: 'A deadlock needs a circle. What makes a circle impossible?',
  },
  {
    id: 'concurrency-check-then-act',
    difficulty: 0.4,
    seconds: 55,
    stem: 'The map is a thread-safe `ConcurrentHashMap`, and `create` must run at most once per key. How can this code break that rule?',
    code: { language: 'java', text: 'if (!map.containsKey(key)) {\n  map.put(key, create(key));\n}' },
    options: {
      a: 'The map may lose entries while it is resized',
      b: 'Reading the map without a lock may block forever',
      c: 'The thread may see an entry that is half written',
      d: 'Two threads may pass the check before either puts',
    },
    key: 'd',
    explanation:
      'Each call is atomic and the pair is not: between check and put another thread can pass the same check. `computeIfAbsent` does both at once. The map itself is safe, so it neither loses nor half-writes entries, and its reads do not block.',
    hint: 'Is a sequence of safe calls safe?',
  },
  {
    id: 'concurrency-amdahl',
    difficulty: 0.8,
    seconds: 55,
    stem: 'Of a job, 80 % can be spread perfectly over any number of cores and 20 % cannot be spread at all. Which speed-up can it approach at best, as a factor?',
    options: { a: '4', b: '5', c: '8', d: '80' },
    key: 'b',
    explanation:
      'With unlimited cores the serial fifth remains: 1 / 0.2 = 5 (Amdahl 1967). 4 is the ratio of the parts, 8 and 80 read the percentage as a factor.',
    hint: 'How long does the job take when the parallel part takes no time?',
  },
  {
    id: 'concurrency-wait-loop',
    difficulty: 1.2,
    seconds: 65,
    stem: 'A consumer waits on a condition variable until a queue has an element. Why does it test the queue in a `while` loop around `wait()` rather than in an `if`?',
    options: {
      a: 'The queue may be empty again by the time it runs',
      b: 'The lock is not held while `wait()` is returning',
      c: 'The queue may be signalled before anything is added',
      d: 'The loop gives other consumers time to be served',
    },
    key: 'a',
    explanation:
      'Between the signal and the moment the consumer holds the lock again, another consumer may take the element, and wake-ups may be spurious. `wait()` returns with the lock held (b), a correct producer adds before or under the lock (c), and fairness is no purpose of the loop (d).',
    hint: 'What can happen between being woken and running?',
  },
  {
    id: 'concurrency-aba',
    difficulty: 1.8,
    seconds: 75,
    stem: 'A lock-free stack pops with compare-and-swap on its head pointer. A thread reads head A and its next node B and is paused. Others pop A and B and push A again. Its compare-and-swap then succeeds although B is gone. What is the usual remedy?',
    options: {
      a: 'Read the head twice before each swap',
      b: 'Retry the swap until it fails for once',
      c: 'Declare the head pointer as volatile',
      d: 'Keep a version counter beside the head',
    },
    key: 'd',
    explanation:
      'The pointer looks unchanged, so the comparison needs something that does change: a counter raised with each update (the ABA problem). Reading twice gives A both times, retrying after success repeats the damage, and `volatile` concerns visibility.',
    hint: 'The comparison cannot see that something happened in between.',
  },
]);
