import { text, type Text } from '../../text/local-text.ts'

const operatorNote = text(
  'A | & ; < or > stands outside quotation marks: the shell cuts the command there. Put the value in single quotes.',
  '引号外面有 | & ; < 或 >，Shell 会在这里把命令截断。请用单引号把值括起来。',
)
const expansionNote = text(
  'A $ or ` stands outside single quotes: the shell replaces what follows. It is read here as it stands.',
  '单引号外面有 $ 或 `，Shell 会做替换；这里按原样读取。',
)
const typographicNote = text('Typographic quotation marks are read as ASCII ones; a shell does not take them.', '中文引号已按英文引号读取，Shell 不认中文引号。')
const openEndNote = text('A quotation mark is not closed.', '有引号没有结束。')

/**
 * The words of a POSIX command line (POSIX.1-2017, XCU 2.2), up to a stand-alone operator or the end. An operator inside a word stays in the
 * word, with a note: it is nearly always the | or & of a login that somebody forgot to quote.
 */
export function shellWords(source: string): { readonly words: readonly string[]; readonly notes: readonly Text[] } {
  const words: string[] = []
  const notes = new Set<Text>()
  let at = 0
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at++
    if (at >= source.length || /^(?:[|;<>]|&&?|\|\||#)(?:\s|$)/.test(source.slice(at)) || source[at] === '#') return { words, notes: [...notes] }
    let word = ''
    for (let next = source[at]; next !== undefined && !/\s/.test(next); next = source[at]) {
      at++
      const isTypographic = '“”‘’＂'.includes(next)
      if (isTypographic) notes.add(typographicNote)
      if (next === "'" || next === '‘' || next === '’') word += until(/['‘’]/, false)
      else if (next === '"' || isTypographic) word += until(/["“”＂]/, true)
      else if (next === '\\') word += source[at++] ?? ''
      else {
        if (/[|&;<>]/.test(next)) notes.add(operatorNote)
        if (/[$`]/.test(next)) notes.add(expansionNote)
        word += next
      }
    }
    words.push(word)
  }

  /** The rest of a quoted part, without its closing mark. Inside double quotes a backslash frees only " \ $ ` and the line end. */
  function until(closing: RegExp, escapes: boolean): string {
    let out = ''
    for (;;) {
      const next = source[at++]
      if (next === undefined) {
        notes.add(openEndNote)
        return out
      }
      if (closing.test(next)) return out
      if (escapes && next === '\\' && /["\\$`\n]/.test(source[at] ?? '')) {
        const freed = source[at++] ?? ''
        out += freed === '\n' ? '' : freed
        continue
      }
      if (escapes && /[$`]/.test(next)) notes.add(expansionNote)
      out += next
    }
  }
}
