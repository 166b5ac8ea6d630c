/** Namespaces, resource types and templates of QTI 3.0 (1EdTech, 2022); 2.x is read under the same names. */
export const QTI_NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
export const MANIFEST_NAMESPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
export const USAGE_NAMESPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imsqti_usagedata_v3p0';
export const TEMPLATES = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/';
/** `tool-name` of what is written here: tells a reader that our own attributes are in it. */
export const TOOL = 'Assay';
/** Identifier of the test in a package written here: a list of its items by skill. */
export const OWN_TEST = 'assay-items';

export const RESOURCE = {
  item: 'imsqti_item_xmlv3p0',
  test: 'imsqti_test_xmlv3p0',
  usage: 'imsqti_usagedata_xmlv3p0',
  file: 'associatedcontent/learning-application-resource',
} as const;

/** Why each interaction we have no item type for is refused. Those not listed are unknown to the standard as well. */
export const REFUSED_INTERACTIONS: Readonly<Record<string, string>> = {
  'qti-associate-interaction': 'Pairs without sides have no item type; rewrite it as matching.',
  'qti-gap-match-interaction': 'Dragging words into a text has no item type; rewrite it as matching.',
  'qti-graphic-gap-match-interaction': 'Dragging onto a picture has no item type.',
  'qti-graphic-associate-interaction': 'Linking places of a picture has no item type.',
  'qti-graphic-order-interaction': 'Ordering places of a picture has no item type; rewrite it as ordering.',
  'qti-hotspot-interaction': 'Choosing a place of a picture has no item type.',
  'qti-select-point-interaction': 'Pointing into a picture has no item type.',
  'qti-position-object-interaction': 'Placing an object on a picture has no item type.',
  'qti-hottext-interaction': 'Choosing words of a running text has no item type; rewrite it as a choice.',
  'qti-inline-choice-interaction': 'A menu inside a sentence has no item type; rewrite it as a choice.',
  'qti-slider-interaction': 'A slider has no item type; rewrite it as a number.',
  'qti-upload-interaction': 'Files of candidates are not taken.',
  'qti-drawing-interaction': 'Drawings of candidates are not taken.',
  'qti-media-interaction': 'Watching or listening alone is not scored.',
  'qti-end-attempt-interaction': 'Attempts end as the assessment says, not inside an item.',
  'qti-custom-interaction': 'It needs code of another vendor, which is never run.',
  'qti-portable-custom-interaction': 'It needs code of another vendor, which is never run.',
};
