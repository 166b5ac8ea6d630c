/** What a file may cost before anyone trusts it. Counted while reading; what a file says about itself is not believed. */
export const LIMITS = {
  /** An upload, as it travels (bytes). */
  uploadBytes: 32 * 1024 * 1024,
  /** Items in one file. */
  items: 10_000,
  /** Entries of an archive, and what they unpack to altogether and each (bytes). */
  archiveEntries: 25_000,
  unpackedBytes: 128 * 1024 * 1024,
  entryBytes: 16 * 1024 * 1024,
  /** How much an entry above `ratioFreeBytes` may grow: text rarely passes 20, a bomb needs hundreds. */
  ratio: 100,
  ratioFreeBytes: 256 * 1024,
  /** One XML document of an item, and the manifest, which lists all of them (characters). */
  itemDocument: 1024 * 1024,
  manifestDocument: 16 * 1024 * 1024,
  /** All documents of tests in one package together (characters), and what one test may hold and is told about. */
  testDocuments: 4 * 1024 * 1024,
  tests: 100,
  testSections: 500,
  testNotes: 200,
  xmlDepth: 64,
  xmlAttributes: 64,
  jsonDepth: 32,
  /** One item as text, in any format (characters). */
  itemText: 512 * 1024,
  columns: 200,
} as const;
