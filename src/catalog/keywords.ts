/**
 * Search by index: each item keeps the tokens that a query may ask for. Chinese has no spaces, so names give every
 * character and every pair of neighbours; Latin words and numbers give all their beginnings.
 */
export const MAX_KEYWORDS = 200
const MAX_PREFIX = 12

/** Beside the words stand the facts that a search narrows by, so that one index serves it whole. */
export const ON_SALE = '+on-sale'

/** The word that every item of a category has. */
export function categoryWord(categoryId: string): string {
  return `+category-${categoryId}`
}

interface Searchable {
  readonly name: string
  readonly code: string
  readonly spec: string
  readonly barcode: string
}

/** The tokens of an item (about 50), at most 200: the longest name fits whole, a long text loses only its beginnings. */
export function keywordsOf({ name, code, spec, barcode }: Searchable): string[] {
  const words = [...wordsOf(code), joined(code), ...wordsOf(name), ...wordsOf(barcode), ...wordsOf(spec)]
  const runs = [...runsOf(name), ...runsOf(code), ...runsOf(spec)]
  const tokens = [
    ...words.map((word) => word.slice(0, MAX_PREFIX)),
    ...runs.flatMap((run) => [...pairsOf(run), ...run]),
    ...words.flatMap(prefixesOf),
  ]
  return [...new Set(tokens)].filter((token) => token !== '').slice(0, MAX_KEYWORDS)
}

/**
 * The tokens that an item must have to match what was typed, the rarest first (the index is read by the first): a size or
 * a code (m6, 304) parts more than a pair of characters.
 * Of a Chinese run the last pair must stand together and every character somewhere: 不锈钢螺丝 finds
 * 不锈钢十字盘头螺丝. Empty when nothing searchable was typed.
 */
export function tokensOf(text: string): string[] {
  const words = wordsOf(text).map((word) => word.slice(0, MAX_PREFIX))
  const runs = runsOf(text)
  const pairs = runs.flatMap((run) => pairsOf(run).slice(-1))
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return [...new Set([...longestFirst.filter((word) => word.length > 1), ...pairs, ...longestFirst, ...runs.flat()])]
}

/** Full-width and half-width, capitals and small letters are the same; the x of a size (M6x20) parts its numbers. */
function normal(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d)[x×*](?=\d)/g, ' ')
}

/** Letters and digits that stand together: `M6×20-304` gives m6, 20, 304. */
function wordsOf(text: string): string[] {
  return normal(text).match(/[\p{Script=Latin}\p{N}]+/gu) ?? []
}

/** A code without its separators, as it is often typed: M6-20-304 also answers to m620. */
function joined(code: string): string {
  return wordsOf(code).join('')
}

/** Characters of scripts without spaces, by run. */
function runsOf(text: string): string[][] {
  const runs = normal(text).match(/[^\p{Script=Latin}\p{N}\s\p{P}\p{S}\p{C}]+/gu) ?? []
  return runs.map((run) => [...run])
}

function pairsOf(run: readonly string[]): string[] {
  return run.slice(1).map((character, at) => `${run[at] ?? ''}${character}`)
}

function prefixesOf(word: string): string[] {
  return Array.from({ length: Math.min(word.length, MAX_PREFIX) }, (_, at) => word.slice(0, at + 1))
}
