import type { Inspection, Mark } from '../clouds/profile.ts'
import { text, type Text } from '../text/local-text.ts'
import { findLookalike, normaliseLookalikes } from '../text/suspicious.ts'
import { givenParts, type Given, type GivenPart } from './given.ts'
import { partLabels } from './part-labels.ts'

/** Takes out what pasting put in, marks each, and puts swapped parts back, so that the rest of a check sees what was meant. */
export function tidyGiven(pasted: Given, shapes: Inspection['shapes']): { readonly given: Given; readonly marks: readonly Mark[] } {
  const marks: Mark[] = []
  const clean: { [P in GivenPart]?: string } = {}
  for (const part of givenParts) {
    const value = pasted[part]
    if (value !== undefined) clean[part] = tidyPart(part, value, (mark) => marks.push(mark))
  }
  return { given: unswap(clean, shapes, marks), marks }
}

function tidyPart(part: GivenPart, value: string, tell: (mark: Mark) => void): string {
  const { en, zh } = partLabels[part]
  const mark = (code: string, what: Text, next: Text, span: readonly [number, number]) =>
    tell({ severity: 'error', code, stage: 'cloud', field: part, part, span, what, next })
  const remove = text('Delete it: it is sent as part of the value.', '请删掉：它会作为值的一部分发出去。')
  let kept = value
  const ending = /[\r\n]+$/.exec(kept)
  if (ending) {
    mark('check.line-end', text(`The ${en} ends with a line end.`, `${zh}末尾带了换行。`), remove, [ending.index, kept.length])
    kept = kept.slice(0, ending.index)
  }
  const before = /^\s+/.exec(kept)?.[0].length ?? 0
  const after = kept.length - (/\s+$/.exec(kept)?.[0].length ?? 0)
  if (before > 0 || after < kept.length) {
    mark('check.space', text(`The ${en} begins or ends with a space.`, `${zh}开头或末尾有空格。`), remove, before > 0 ? [0, before] : [after, kept.length])
    kept = kept.trim()
  }
  if (/^(["']).*\1$/.test(kept) && kept.length > 1) {
    mark('check.quotes', text(`The ${en} stands in quotes, which belong to the command and not to the value.`, `${zh}带了引号；引号属于指令，不属于值。`), remove, [0, 1])
    kept = kept.slice(1, -1)
  }
  const lookalike = findLookalike(kept)
  if (lookalike) {
    const at = kept.indexOf(lookalike.found)
    mark(
      'check.lookalike',
      text(`The ${en} contains the typographic character ${lookalike.found}.`, `${zh}里有全角或排版字符 ${lookalike.found}。`),
      text('Type the plain ASCII character.', '请改成半角字符。'),
      [at, at + lookalike.found.length],
    )
    kept = normaliseLookalikes(kept)
  }
  return kept
}

const swappable = ['clientId', 'username', 'password'] as const

/** Two parts that each look like the other one, and not like themselves. */
function unswap(given: { [P in GivenPart]?: string }, shapes: Inspection['shapes'], marks: Mark[]): Given {
  const fits = (part: GivenPart, value: string | undefined) => value !== undefined && shapes[part] !== undefined && shapes[part].test(value)
  for (const [index, a] of swappable.entries()) {
    for (const b of swappable.slice(index + 1)) {
      const isSwapped = fits(a, given[b]) && fits(b, given[a]) && !(fits(a, given[a]) && fits(b, given[b]))
      if (!isSwapped) continue
      const words = text(`The ${partLabels[a].en} and the ${partLabels[b].en} have changed places.`, `${partLabels[a].zh}和${partLabels[b].zh}填反了。`)
      const next = text('Put each into the other’s place.', '请互换这两项。')
      for (const part of [a, b]) marks.push({ severity: 'error', code: 'check.swapped', stage: 'cloud', field: part, part, what: words, next })
      return { ...given, [a]: given[b], [b]: given[a] }
    }
  }
  return given
}
