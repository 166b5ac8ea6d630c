import { writtenItems } from '../written-item';

export const ALGORITHMS_ITEMS = writtenItems('algorithms', [
  {
    id: 'algo-membership-structure',
    difficulty: -1.6,
    seconds: 40,
    stem: 'A service asks millions of times whether an e-mail address is on a block list of 200,000 entries that rarely changes. Order does not matter. In which structure is one such check fastest on average?',
    options: {
      a: 'A linked list of the addresses',
      b: 'A sorted array with binary search',
      c: 'A hash set of the addresses',
      d: 'A balanced binary search tree',
    },
    key: 'c',
    explanation:
      'A hash set answers in expected constant time. The linked list needs linear time; the sorted array and the balanced tree need about 18 comparisons each, which is logarithmic time.',
    hint: 'Compare how the work for one check grows with the number of entries.',
  },
  {
    id: 'algo-binary-search-probes',
    difficulty: -0.8,
    seconds: 45,
    stem: 'Binary search looks for a value in a sorted array of 1,000,000 elements. How many elements does it look at in the worst case?',
    options: { a: '10', b: '20', c: '1,000', d: '500,000' },
    key: 'b',
    explanation:
      'Each look halves what is left, and 2^20 = 1,048,576 is the first power of two above 1,000,000, so 20. Ten halvings handle about 1,000 elements; 1,000 is the square root; 500,000 is the average of a linear search.',
    hint: 'How often can you halve a million?',
  },
  {
    id: 'algo-quicksort-sorted-input',
    difficulty: 0.1,
    seconds: 50,
    stem: 'Quicksort takes the first element as pivot. It is given n different numbers that are already in ascending order. How does its running time grow?',
    options: { a: '`O(n)`', b: '`O(n log n)`', c: '`O(2^n)`', d: '`O(n^2)`' },
    key: 'd',
    explanation:
      'Each partition puts all remaining elements on one side, so there are n levels with n, n-1, ... comparisons: quadratic. `O(n log n)` holds for balanced splits; `O(n)` would need a check for sortedness first; nothing here doubles the work per element.',
    hint: 'How large are the two parts after the first partition?',
  },
  {
    id: 'algo-top-k-stream',
    difficulty: 0.7,
    seconds: 60,
    stem: 'The 100 largest of a billion numbers that arrive one by one are wanted, with memory for a few hundred numbers. Which method does it with the fewest comparisons per number in the worst case?',
    options: {
      a: 'A min-heap of 100 numbers whose root is replaced by larger ones',
      b: 'A max-heap of 100 numbers whose root is replaced by larger ones',
      c: 'A sorted linked list of 100 numbers searched from its largest end',
      d: 'A hash table of 100 numbers scanned for its smallest member',
    },
    key: 'a',
    explanation:
      'The number to give up is the smallest kept, which is the root of a min-heap: one comparison, and about 2 log2(100) more when it is replaced. The root of a max-heap is the number to keep; the list and the table may need up to 100 comparisons per number.',
    hint: 'Which of the kept numbers has to be found again and again?',
  },
  {
    id: 'algo-shortest-negative',
    difficulty: 1.0,
    seconds: 55,
    stem: 'Shortest paths from one node are needed in a directed graph in which some edges have negative weights, but no cycle has a negative sum. Which algorithm is correct for it?',
    options: {
      a: 'Dijkstra with a priority queue',
      b: 'Breadth-first search with a queue',
      c: 'Bellman-Ford with repeated relaxation',
      d: 'Prim with a priority queue',
    },
    key: 'c',
    explanation:
      'Bellman-Ford relaxes each edge n-1 times and needs no assumption about signs. Dijkstra settles a node before a later negative edge can improve it, breadth-first search counts edges, and Prim builds a spanning tree.',
    hint: 'Which method goes wrong as soon as a settled node could still get cheaper?',
  },
  {
    id: 'algo-append-fixed-growth',
    difficulty: 1.4,
    seconds: 70,
    stem: 'An array list that is full copies itself into a new array with room for 100 more elements. How does the total number of copied elements grow over n appends, starting empty?',
    options: { a: '`O(1)`', b: '`O(n)`', c: '`O(n log n)`', d: '`O(n^2)`' },
    key: 'd',
    explanation:
      'It copies 100, 200, 300, ... elements, n/100 times: about n^2/200 in total. `O(n)` in total (constant per append) needs growth by a factor such as doubling.',
    hint: 'Write down the sizes of the first few copies and add them up.',
  },
  {
    id: 'algo-recurrence-four-halves',
    difficulty: 1.8,
    seconds: 70,
    stem: 'A divide-and-conquer algorithm obeys `T(n) = 4 T(n/2) + n` with `T(1) = 1`. How does it grow?',
    options: { a: '`Θ(n log n)`', b: '`Θ(n^2)`', c: '`Θ(n^2 log n)`', d: '`Θ(n^4)`' },
    key: 'b',
    explanation:
      'Level i costs 4^i * n/2^i = 2^i n, so the last of log2 n levels dominates with n^2 leaves. `n log n` belongs to two halves, `n^2 log n` to four halves with n^2 work on top; the exponent is log2 4, not 4.',
    hint: 'Add up the cost level by level and see which level weighs most.',
  },
]);
