import type { XmlElement } from '../xml/element';

/** QTI 2 elements of one word; those with a capital are recognised by it. */
const WORDS = new Set(
  (
    'prompt value mapping match and or not equal correct variable null index sum product member contains default ' +
    'selection ordering weight'
  ).split(' '),
);

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A QTI 2.x document under the names of QTI 3: `choiceInteraction` is `qti-choice-interaction`, `maxChoices` is `max-choices`. */
export function modernNames(element: XmlElement): XmlElement {
  return {
    ...modernElement(element),
    children: element.children.map((child) => (typeof child === 'string' ? child : modernNames(child))),
  };
}

/** The element alone under its name of QTI 3, which one of QTI 3 has already. */
export function modernElement(element: XmlElement): XmlElement {
  const isOurs = /[A-Z]/.test(element.name) || WORDS.has(element.name);
  return {
    ...element,
    name: isOurs ? `qti-${kebab(element.name)}` : element.name,
    attributes: Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [
        /^(xml|xmlns|xsi)(:|$)/.test(name) ? name : kebab(name),
        value,
      ]),
    ),
  };
}
