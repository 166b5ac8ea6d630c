import model from 'wink-eng-lite-web-model';
import winkNlp, { type ItemSentence, type ItemToken, type ItsFunction } from 'wink-nlp';
import type { Sentence, SentenceSplitter, Token, TokenKind } from '@/core/evaluation/reading';
import { breathe } from './breathe';
import { type Piece, pieces } from './text-pieces';

const nlp = winkNlp(model, ['sbd', 'pos']);
const { its } = nlp;
/** The package types this one helper with a parameter list of its own. */
const LEMMA = its.lemma as unknown as ItsFunction<string>;

const KINDS: Readonly<Record<string, TokenKind>> = { word: 'word', number: 'number', punctuation: 'punctuation' };
const CONTRACTIONS: Readonly<Record<string, string>> = { "n't": "n't", 'n’t': "n't" };

/**
 * English sentences and tokens by wink-nlp with its lite model: no network, no weights beyond the package. The text is read in
 * pieces of at most a few thousand characters, with other work let in between. Text of other languages is split at its full stops
 * but gets no parts of speech worth trusting.
 */
/** Adverbs that compare, which wink-nlp leaves as they are. Those that are mostly about time ("later", "no longer") stay. */
const COMPARED: Readonly<Record<string, string>> = Object.fromEntries(
  'fast slow quick hard high low close deep loud cheap strong weak'.split(' ').flatMap((word) => [
    [`${word.replace(/e$/u, '')}er`, word],
    [`${word.replace(/e$/u, '')}est`, word],
  ]),
);

export function createWinkSplitter(): SentenceSplitter {
  return {
    id: 'wink-eng-lite-1.8.1',
    async split(text, signal) {
      const sentences: Sentence[] = [];
      const hasCapitals = new Set<string>();
      for (const piece of pieces(text)) {
        for (const sentence of readPiece(piece, text)) sentences.push(sentence);
        await breathe(signal);
      }
      for (const { tokens } of sentences) {
        tokens.forEach((t, i) => {
          if (i > 0 && t.isName) hasCapitals.add(t.norm);
        });
      }
      return sentences.map((sentence) => withInitialName(sentence, hasCapitals));
    },
  };
}

function readPiece(piece: Piece, text: string): Sentence[] {
  const doc = nlp.readDoc(piece.text);
  const sentences: Sentence[] = [];
  let cursor = 0;
  doc.sentences().each((item: ItemSentence) => {
    const tokens: Token[] = [];
    item.tokens().each((token: ItemToken) => {
      const raw = token.out();
      if (raw.trim() === '') return;
      const at = piece.text.indexOf(raw, cursor);
      if (at === -1) return;
      cursor = at + raw.length;
      const start = piece.toText(at);
      const end = piece.toText(cursor);
      const norm = raw.toLowerCase().replaceAll('’', "'");
      const pos = String(token.out(its.pos));
      const isOpening = tokens.every((t) => t.kind === 'punctuation');
      tokens.push({
        text: text.slice(start, end),
        norm: CONTRACTIONS[norm] ?? norm,
        lemma: (pos === 'ADV' && COMPARED[norm]) || String(token.out(LEMMA)).replaceAll('’', "'"),
        kind: KINDS[String(token.out(its.type))] ?? 'symbol',
        pos,
        isName: pos === 'PROPN' && /^\p{Lu}/u.test(raw) && !(isOpening && !doc.isOOV(norm)),
        isStop: token.out(its.stopWordFlag) === true,
        start,
        end,
      });
    });
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last) sentences.push({ start: first.start, end: last.end, tokens });
  });
  return sentences;
}

/** The first word of a sentence is written large anyway: it is a name if a name follows, or if it is one elsewhere in the text. */
function withInitialName(sentence: Sentence, names: ReadonlySet<string>): Sentence {
  const at = sentence.tokens.findIndex((t) => t.kind !== 'punctuation');
  const first = sentence.tokens[at];
  if (!first || first.isName || first.pos !== 'PROPN') return sentence;
  if (!sentence.tokens[at + 1]?.isName && !names.has(first.norm)) return sentence;
  return { ...sentence, tokens: sentence.tokens.with(at, { ...first, isName: true }) };
}
