import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct } from './option-choice';

/** Neighbours with the weight of the edge, in the order they are listed. */
export type Graph = ReadonlyMap<string, readonly (readonly [to: string, weight: number])[]>;

const next = (graph: Graph, vertex: string): string[] => graph.get(vertex)!.map(([to]) => to);

function breadthFirst(graph: Graph, start: string): string[] {
  const order = [start];
  for (const vertex of order) for (const to of next(graph, vertex)) if (!order.includes(to)) order.push(to);
  return order;
}

function depthFirst(graph: Graph, start: string, neighbours = next): string[] {
  const order: string[] = [];
  const visit = (vertex: string) => {
    if (order.includes(vertex)) return;
    order.push(vertex);
    for (const to of neighbours(graph, vertex)) visit(to);
  };
  visit(start);
  return order;
}

function postOrder(graph: Graph, start: string): string[] {
  const [seen, order] = [new Set<string>(), [] as string[]];
  const visit = (vertex: string) => {
    if (seen.has(vertex)) return;
    seen.add(vertex);
    for (const to of next(graph, vertex)) visit(to);
    order.push(vertex);
  };
  visit(start);
  return order;
}

/** Vertices in the order Dijkstra's algorithm settles them; `byEdge` compares single edges instead, as Prim's does. */
function settled(graph: Graph, start: string, byEdge = false): { order: string[]; distances: Map<string, number> } {
  const distances = new Map([[start, 0]]);
  const order: string[] = [];
  for (;;) {
    const open = [...distances].filter(([vertex]) => !order.includes(vertex));
    const nearest = open.toSorted((left, right) => left[1] - right[1])[0];
    if (nearest === undefined) return { order, distances };
    order.push(nearest[0]);
    for (const [to, weight] of graph.get(nearest[0])!) {
      const through = byEdge ? weight : nearest[1] + weight;
      if (!order.includes(to) && through < (distances.get(to) ?? Number.POSITIVE_INFINITY)) distances.set(to, through);
    }
  }
}

/** Kahn's algorithm; of several vertices that are ready the first in the alphabet (or the last) goes next. */
function topological(graph: Graph, lastFirst = false): string[] {
  const order: string[] = [];
  for (;;) {
    const waitingFor = (vertex: string) =>
      [...graph.keys()].some((from) => !order.includes(from) && next(graph, from).includes(vertex));
    const ready = [...graph.keys()].filter((vertex) => !order.includes(vertex) && !waitingFor(vertex)).sort();
    const chosen = lastFirst ? ready.at(-1) : ready[0];
    if (chosen === undefined) return order;
    order.push(chosen);
  }
}

function drawGraph(random: Random, kind: 'undirected' | 'acyclic' | 'weighted'): Graph {
  const count = kind === 'weighted' ? 6 : random.int(6, 7);
  const vertices = 'ABCDEFG'.slice(0, count).split('');
  const hidden = random.shuffle(vertices); // a hidden order keeps the acyclic graph acyclic
  const edges = new Map<string, number>();
  hidden.forEach((vertex, place) => {
    for (let i = 0; i < (place === 0 ? 0 : random.int(1, 2)); i++) {
      edges.set(`${hidden[random.int(0, place - 1)]}${vertex}`, random.int(1, 14));
    }
  });
  const out = (vertex: string): [string, number][] =>
    [...edges].flatMap(([edge, weight]): [string, number][] => {
      if (edge[0] === vertex) return [[edge[1]!, weight]];
      return edge[1] === vertex && kind !== 'acyclic' ? [[edge[0]!, weight]] : [];
    });
  return new Map(vertices.map((vertex) => [vertex, out(vertex).sort(([left], [right]) => (left < right ? -1 : 1))]));
}

const show = (order: readonly string[]): string => order.join(' ');
function listing(graph: Graph, weighted: boolean, arrow: string): string {
  const one = ([to, weight]: readonly [string, number]) => (weighted ? `${to} (${weight})` : to);
  return [...graph].map(([vertex, edges]) => `${vertex} ${arrow} ${edges.map(one).join(', ') || 'nothing'}`).join('\n');
}

function traversal(random: Random): Variant | null {
  const graph = drawGraph(random, 'undirected');
  const start = random.pick([...graph.keys()]);
  const breadth = random.next() < 0.5;
  const reversed = (from: Graph, vertex: string) => next(from, vertex).reverse();
  const key = breadth ? breadthFirst(graph, start) : depthFirst(graph, start);
  const rest = key.slice(1).sort();
  const distractors = firstDistinct(show(key), [
    [show(breadth ? depthFirst(graph, start) : breadthFirst(graph, start)), 'confuses breadth first and depth first'],
    ...random.shuffle([
      [show([start, ...rest]), 'goes by the alphabet'],
      [show(depthFirst(graph, start, reversed)), 'goes deep from the last neighbour'],
      [show(postOrder(graph, start)), 'notes a vertex when it is left instead of when it is reached'],
      [show([...postOrder(graph, start)].reverse()), 'reverses the order of leaving'],
    ] as const),
  ]);
  if (distractors === null) return null;
  return {
    stem: `A ${breadth ? 'breadth-first' : 'depth-first (recursive)'} search starts at \`${start}\` and takes neighbours in alphabetical order. In which order does it reach the vertices for the first time?\n\n\`\`\`\n${listing(graph, false, '-')}\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `${breadth ? `From ${start} first all vertices one edge away, then those two edges away, and so on, in the order of a queue` : `From ${start} it follows the first neighbour not yet reached as far as that leads, and only then goes back for the next`}: ${show(key)}.`,
    hint: 'Keep a list of vertices already reached, and of those still to be looked at: a queue for breadth first, a stack of calls for depth first.',
  };
}

function ordering(random: Random): Variant | null {
  const graph = drawGraph(random, 'acyclic');
  const key = topological(graph);
  const names = [...graph.keys()];
  const degree = (vertex: string) => names.filter((from) => next(graph, from).includes(vertex)).length;
  const byDegree = names.toSorted((left, right) => degree(left) - degree(right) || (left < right ? -1 : 1));
  const sources = names.filter((vertex) => degree(vertex) === 0);
  const walked = [...new Set(sources.flatMap((source) => depthFirst(graph, source)))];
  const broad = [...new Set(sources.flatMap((source) => breadthFirst(graph, source)))];
  const distractors = firstDistinct(
    show(key),
    random.shuffle([
      [show(topological(graph, true)), 'takes the last in the alphabet of those that are ready'],
      [show(names), 'goes by the alphabet'],
      [show(byDegree), 'counts prerequisites once and never updates the count'],
      [show(walked), 'walks depth first from the tasks without prerequisites'],
      [show(broad), 'walks breadth first from the tasks without prerequisites'],
    ]),
  );
  if (distractors === null || show(key) === show(names)) return null;
  return {
    stem: `An arrow leads from a task to those that may start only after it. A scheduler runs one task at a time, each time the one that comes first in the alphabet among those with all prerequisites done. In which order do the tasks run?\n\n\`\`\`\n${listing(graph, false, '->')}\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `At first ${sources.join(', ')} ${sources.length === 1 ? 'has' : 'have'} no prerequisites. After each task, those whose last prerequisite it was join the ready ones, and the first in the alphabet goes next: ${show(key)}.`,
    hint: 'Note for each task how many prerequisites are still open, and update the notes after every step.',
  };
}

function shortest(random: Random): Variant | null {
  const graph = drawGraph(random, 'weighted');
  const start = random.pick([...graph.keys()]);
  const { order: key, distances } = settled(graph, start);
  if (new Set(distances.values()).size !== distances.size) return null; // ties would allow several orders
  const weights = [...graph.values()].flat().map(([, weight]) => weight);
  if (new Set(weights).size * 2 < weights.length) return null;
  const distractors = firstDistinct(show(key), [
    [show(settled(graph, start, true).order), 'follows the cheapest single edge'],
    ...random.shuffle([
      [show(breadthFirst(graph, start)), 'counts edges instead of adding weights'],
      [show(depthFirst(graph, start)), 'walks depth first'],
      [show(depthFirst(graph, start, (from, vertex) => from.get(vertex)!.toSorted((l, r) => l[1] - r[1]).map(([to]) => to))), 'goes on from the vertex just reached'], // biome-ignore format: one row
      [show([start, ...key.slice(1).sort()]), 'goes by the alphabet'],
    ] as const),
  ]);
  if (distractors === null) return null;
  return {
    stem: `Dijkstra's algorithm runs from \`${start}\`; the lengths of the edges are in parentheses. In which order does it settle the vertices, that is, fix their distances?\n\n\`\`\`\n${listing(graph, true, '-')}\n\`\`\``,
    key: show(key),
    distractors,
    explanation: `Vertices are settled by their distance from ${start}: ${key.map((vertex) => `${vertex} ${distances.get(vertex)}`).join(', ')}.`,
    hint: 'What counts is the length of the whole way from the start, not that of the last edge.',
  };
}

const PROBLEM: Record<string, (random: Random) => Variant | null> = {
  easy: traversal,
  medium: ordering,
  hard: shortest,
};

/** The order in which graph algorithms come to the vertices. */
export const algorithmsGraphOrder: ItemModel = {
  id: 'algorithms-graph-order',
  version: 1,
  skillId: 'algorithms',
  title: 'Order of a graph algorithm',
  levels: [
    { id: 'easy', difficulty: -0.3, expectedTimeMs: 75_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 110_000 },
  ],
  generate: (random, level) => untilMade(() => PROBLEM[level]!(random)),
};
