/**
 * What a candidate declares before starting, for more time: the share added to every clock. The shares are those usual in
 * the field, and they add up. Nobody but the candidate and the clocks ever learns of it.
 */
export type Accommodation = { readonly language: boolean; readonly condition: boolean };

export const NO_ACCOMMODATION: Accommodation = { language: false, condition: false };

export const isSameAccommodation = (a: Accommodation, b: Accommodation): boolean =>
  a.language === b.language && a.condition === b.condition;

/** Working in a language that is not one's own; a condition that slows reading, writing or concentrating. */
export const ADDED_TIME = { language: 0.2, condition: 0.5 } as const satisfies Record<keyof Accommodation, number>;

/** What every length of time in the rules is multiplied by, 1 or more. */
export function timeMultiplier({ language, condition }: Accommodation): number {
  const added = (language ? ADDED_TIME.language : 0) + (condition ? ADDED_TIME.condition : 0);
  return Math.round((1 + added) * 100) / 100;
}
