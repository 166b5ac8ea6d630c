import { ExchangeRefusal } from '../problem';
import { childOf, descendantsOf, type XmlElement } from '../xml/element';

const TEMPLATES = ['match_correct', 'map_response'];

/** What scoring rules may be made of for our own scoring to mean the same, or nearly. */
const PLAIN = new Set(
  (
    'response-condition response-if response-else-if response-else match map-response variable correct base-value ' +
    'set-outcome-value is-null not and or equal string-match pattern-match sum gt gte lt lte member equal-rounded'
  )
    .split(' ')
    .map((name) => `qti-${name}`),
);

/**
 * Refuses scoring that could not be kept, and notes scoring that is replaced by that of the item type.
 * @throws ExchangeRefusal `unsupported_processing`
 */
export function assertProcessing(root: XmlElement, interaction: XmlElement, note: (text: string) => void): void {
  const processing = childOf(root, 'qti-response-processing');
  if (!processing) {
    if (interaction.name !== 'qti-extended-text-interaction') note('it had no scoring; that of the item type is used');
    return;
  }
  const { template } = processing.attributes;
  if (template !== undefined) {
    const name = template.replace(/^.*\//, '').replace(/\.xml$/, '');
    if (!TEMPLATES.includes(name)) {
      throw new ExchangeRefusal(
        'unsupported_processing',
        `The template "${name.slice(0, 80)}" is not one that is kept.`,
        {
          line: processing.line,
        },
      );
    }
    return;
  }
  const odd = [...descendantsOf(processing)].find(({ name }) => !PLAIN.has(name));
  if (odd)
    throw new ExchangeRefusal('unsupported_processing', `"${odd.name}" is not kept.`, {
      line: odd.line,
      path: odd.name,
    });
  if (root.attributes['tool-name'] !== 'Assay') note('its own scoring was replaced by that of the item type');
}
