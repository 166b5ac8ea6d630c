/** Units by what they measure, each in the smallest of its kind. Words that also mean something else ("pound", "m") are left out. */
const KINDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  time: {
    second: 1,
    sec: 1,
    minute: 60,
    min: 60,
    hour: 3_600,
    hr: 3_600,
    day: 86_400,
    week: 604_800,
    fortnight: 1_209_600,
    month: 2_629_800,
    year: 31_557_600,
    yr: 31_557_600,
    decade: 315_576_000,
    century: 3_155_760_000,
  },
  length: {
    millimetre: 1,
    millimeter: 1,
    mm: 1,
    centimetre: 10,
    centimeter: 10,
    cm: 10,
    inch: 25.4,
    foot: 304.8,
    yard: 914.4,
    metre: 1_000,
    meter: 1_000,
    kilometre: 1e6,
    kilometer: 1e6,
    km: 1e6,
    mile: 1_609_344,
  },
  mass: { milligram: 1, mg: 1, gram: 1e3, ounce: 28_349.5, kilogram: 1e6, kilo: 1e6, kg: 1e6, tonne: 1e9 },
  volume: { millilitre: 1, milliliter: 1, ml: 1, litre: 1e3, liter: 1e3 },
  data: { kilobyte: 1, kb: 1, megabyte: 1e3, mb: 1e3, gigabyte: 1e6, gb: 1e6, terabyte: 1e9, tb: 1e9 },
  angle: { degree: 1 },
};

/** A unit: what it measures, and how much of the smallest unit of its kind it is. */
export type Unit = { readonly kind: string; readonly size: number };

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(KINDS).flatMap(([kind, units]) => Object.entries(units).map(([name, size]) => [name, { kind, size }])),
);

/** The unit of this name in dictionary form or in the plural; null for a word that is none. */
export function unitOf(word: string): Unit | null {
  return UNITS.get(word) ?? UNITS.get(word.replace(/s$/u, '')) ?? (word === 'feet' ? UNITS.get('foot')! : null);
}
