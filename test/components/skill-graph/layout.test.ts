import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawableEdges, type GraphEdge, type GraphNode, layers, neighbours } from '@/components/skill-graph/graph';
import { CELL, layoutGraph, readingOrder } from '@/components/skill-graph/layout';
import { spread } from '@/components/skill-graph/spread';
import { nodeInDirection } from '@/components/skill-graph/walk';

const node = (id: string): GraphNode => ({ id, label: id, weight: 1, priority: 'M' });
const edge = (text: string): GraphEdge => ({ from: text[0]!, to: text[1]! });
const graph = (names: string, ...edges: string[]) => ({ nodes: [...names].map(node), edges: edges.map(edge) });

const anyGraph = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc.record({
    nodes: fc.constant(Array.from({ length: count }, (_, index) => node(`n${index}`))),
    edges: fc.array(
      fc
        .record({ from: fc.integer({ min: 0, max: count }), to: fc.integer({ min: 0, max: count }) })
        .map(({ from, to }) => ({
          from: `n${from}`,
          to: `n${to}`,
        })),
      { maxLength: 24 },
    ),
  }),
);

test('a skill stands right of everything it needs', () => {
  const { nodes, edges } = graph('abcd', 'ab', 'bc', 'ac', 'ad');
  expect(Object.fromEntries(layers(nodes, edges))).toEqual({ a: 0, b: 1, c: 2, d: 1 });
});

test('loops, doubles, unknown ends and circles are not drawn', () => {
  const { nodes, edges } = graph('abc', 'aa', 'ab', 'ab', 'bz', 'bc', 'ca');
  expect(drawableEdges(nodes, edges)).toEqual([edge('ab'), edge('bc')]);
});

test('an edge over several columns bends around what is between', () => {
  const { nodes, edges } = graph('abc', 'ab', 'bc', 'ac');
  const layout = layoutGraph(nodes, edges);
  const long = layout.edges.find((placed) => placed.from === 'a' && placed.to === 'c')!;
  const between = layout.nodes.find((placed) => placed.node.id === 'b')!;
  expect(long.points).toHaveLength(3);
  expect(Math.abs(long.points[1]!.y - between.y)).toBeGreaterThan(CELL.height / 2);
});

test('two pairs are drawn without a crossing although they are given crossed', () => {
  const { nodes, edges } = graph('abcd', 'ad', 'bc');
  const y = new Map(layoutGraph(nodes, edges).nodes.map((placed) => [placed.node.id, placed.y]));
  expect(Math.sign(y.get('a')! - y.get('b')!)).toBe(Math.sign(y.get('d')! - y.get('c')!));
});

test('whatever the graph: each skill once, inside the drawing, no two on each other, edges from left to right', () => {
  fc.assert(
    fc.property(anyGraph, ({ nodes, edges }) => {
      const layout = layoutGraph(nodes, edges);
      expect(layout.nodes.map((placed) => placed.node.id).sort()).toEqual(nodes.map(({ id }) => id).sort());
      for (const [index, one] of layout.nodes.entries()) {
        expect(one.x - CELL.width / 2).toBeGreaterThanOrEqual(-1e-6);
        expect(one.x + CELL.width / 2).toBeLessThanOrEqual(layout.width + 1e-6);
        expect(one.y - CELL.height / 2).toBeGreaterThanOrEqual(-1e-6);
        expect(one.y + CELL.height / 2).toBeLessThanOrEqual(layout.height + 1e-6);
        for (const other of layout.nodes.slice(index + 1)) {
          const apart = Math.abs(one.x - other.x) >= CELL.width || Math.abs(one.y - other.y) >= CELL.height - 1e-6;
          expect(apart, `${one.node.id} on ${other.node.id}`).toBe(true);
        }
      }
      for (const { points } of layout.edges) {
        expect(points.slice(1).every((point, index) => point.x > points[index]!.x)).toBe(true);
      }
    }),
  );
});

test('the list names prerequisites first', () => {
  const { nodes, edges } = graph('cba', 'ab', 'bc');
  expect(readingOrder(nodes, edges).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('arrow keys walk along the prerequisites', () => {
  const { nodes, edges } = graph('abcd', 'ac', 'bd', 'cd');
  const layout = layoutGraph(nodes, edges);
  const around = neighbours(nodes, drawableEdges(nodes, edges));
  expect(nodeInDirection(layout, around, 'a', 'right')).toBe('c');
  expect(nodeInDirection(layout, around, 'c', 'left')).toBe('a');
  expect(nodeInDirection(layout, around, 'a', 'left')).toBeNull();
});

test('positions keep their order and their gaps, and move as little as they must', () => {
  expect(spread([0, 0, 0], [10, 10])).toEqual([-10, 0, 10]);
  expect(spread([0, 100], [10])).toEqual([0, 100]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 12 }), (wished) => {
      const placed = spread(
        wished,
        wished.slice(1).map(() => 40),
      );
      for (const [index, value] of placed.slice(1).entries())
        expect(value - placed[index]!).toBeGreaterThanOrEqual(40 - 1e-9);
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(placed)).toBeCloseTo(mean(wished), 6);
    }),
  );
});
