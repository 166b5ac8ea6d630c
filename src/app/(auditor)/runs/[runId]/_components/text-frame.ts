/** Each text scrolls in its own frame, low enough on a phone that what belongs to it stays in view. What happens in it lays out nothing outside. */
export const TEXT_FRAME =
  'contain-content max-h-[45dvh] px-4 pb-5 sm:px-6 lg:max-h-[70dvh] print:max-h-none print:contain-none';
