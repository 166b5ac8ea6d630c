/** Rows of a sparse matrix, compressed: the entries of row i stand from `starts[i]` to `starts[i + 1]`. */
export type SparseMatrix = {
  rows: number;
  columns: number;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
};

const OVERSAMPLING = 10;
const ROUNDS = 5;

/**
 * The rows in `dimensions` dimensions: left singular vectors times the square root of the singular values, each row then of
 * length one. Randomised subspace iteration, Halko, Martinsson & Tropp (2011); the same seed gives the same result.
 */
export function reduce(matrix: SparseMatrix, dimensions: number, seed: number): Float64Array {
  const width = dimensions + OVERSAMPLING;
  let basis = gaussian(matrix.rows * width, seed);
  orthonormalise(basis, matrix.rows, width);
  for (let round = 0; round < ROUNDS; round += 1) {
    basis = times(matrix, timesTransposed(matrix, basis, width), width);
    orthonormalise(basis, matrix.rows, width);
  }
  const image = timesTransposed(matrix, basis, width);
  const gram = new Float64Array(width * width);
  for (let column = 0; column < matrix.columns; column += 1) {
    const row = image.subarray(column * width, (column + 1) * width);
    for (let i = 0; i < width; i += 1) for (let j = 0; j < width; j += 1) gram[i * width + j]! += row[i]! * row[j]!;
  }
  const { values, vectors } = eigen(gram, width);
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, dimensions);
  const result = new Float64Array(matrix.rows * dimensions);
  for (let r = 0; r < matrix.rows; r += 1) {
    let square = 0;
    order.forEach((column, k) => {
      let dot = 0;
      for (let i = 0; i < width; i += 1) dot += basis[r * width + i]! * vectors[i * width + column]!;
      const value = dot * Math.max(values[column]!, 0) ** 0.25;
      result[r * dimensions + k] = value;
      square += value * value;
    });
    const length = Math.sqrt(square) || 1;
    for (let k = 0; k < dimensions; k += 1) result[r * dimensions + k]! /= length;
  }
  return result;
}

function times({ rows, starts, indices, values }: SparseMatrix, right: Float64Array, width: number): Float64Array {
  const product = new Float64Array(rows * width);
  for (let r = 0; r < rows; r += 1) {
    for (let e = starts[r]!; e < starts[r + 1]!; e += 1) {
      const [value, from, to] = [values[e]!, indices[e]! * width, r * width];
      for (let k = 0; k < width; k += 1) product[to + k]! += value * right[from + k]!;
    }
  }
  return product;
}

function timesTransposed(
  { rows, columns, starts, indices, values }: SparseMatrix,
  right: Float64Array,
  width: number,
): Float64Array {
  const product = new Float64Array(columns * width);
  for (let r = 0; r < rows; r += 1) {
    for (let e = starts[r]!; e < starts[r + 1]!; e += 1) {
      const [value, from, to] = [values[e]!, r * width, indices[e]! * width];
      for (let k = 0; k < width; k += 1) product[to + k]! += value * right[from + k]!;
    }
  }
  return product;
}

/** Modified Gram-Schmidt on the columns, in place. */
function orthonormalise(matrix: Float64Array, rows: number, width: number): void {
  const columns = Array.from({ length: width }, (_, k) => {
    const column = new Float64Array(rows);
    for (let r = 0; r < rows; r += 1) column[r] = matrix[r * width + k]!;
    return column;
  });
  columns.forEach((column, k) => {
    for (const earlier of columns.slice(0, k)) {
      let dot = 0;
      for (let r = 0; r < rows; r += 1) dot += column[r]! * earlier[r]!;
      for (let r = 0; r < rows; r += 1) column[r]! -= dot * earlier[r]!;
    }
    let square = 0;
    for (let r = 0; r < rows; r += 1) square += column[r]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let r = 0; r < rows; r += 1) {
      column[r]! /= length;
      matrix[r * width + k] = column[r]!;
    }
  });
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix by cyclic Jacobi rotations. */
function eigen(symmetric: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(symmetric);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 12; sweep += 1) {
    for (let p = 0; p < n - 1; p += 1) {
      for (let q = p + 1; q < n; q += 1) {
        const off = a[p * n + q]!;
        if (Math.abs(off) < 1e-14) continue;
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * off);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k += 1) {
          const [x, y] = [a[k * n + p]!, a[k * n + q]!];
          a[k * n + p] = c * x - s * y;
          a[k * n + q] = s * x + c * y;
        }
        for (let k = 0; k < n; k += 1) {
          const [x, y] = [a[p * n + k]!, a[q * n + k]!];
          a[p * n + k] = c * x - s * y;
          a[q * n + k] = s * x + c * y;
          const [z, w] = [v[k * n + p]!, v[k * n + q]!];
          v[k * n + p] = c * z - s * w;
          v[k * n + q] = s * z + c * w;
        }
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors: v };
}

/** Normal numbers by Box and Muller from a small generator (mulberry32). */
function gaussian(length: number, seed: number): Float64Array {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float64Array.from(
    { length },
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}
