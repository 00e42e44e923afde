import { readFileSync } from 'node:fs'

/** Values for the braces of a transcript; bytes stand for file contents. */
export type TranscriptValues = Readonly<Record<string, string | Uint8Array>>

/** The writes that `test/transcripts/<name>.sent.txt` expects, in order, with `<CR>`, `<0x1A>` and `{value}` filled in. */
export function expectedWrites(name: string, values: TranscriptValues): Buffer[] {
  const source = readFileSync(new URL(`../transcripts/${name}.sent.txt`, import.meta.url), 'utf8')
  return source
    .trimEnd()
    .split('\n')
    .map((line) =>
      Buffer.concat(
        line.split(/(\{\w+\}|<CR>|<0x1A>)/).map((part) => {
          if (part === '<CR>') return Buffer.from('\r')
          if (part === '<0x1A>') return Buffer.from([0x1a])
          const name = /^\{(\w+)\}$/.exec(part)?.[1]
          if (name === undefined) return Buffer.from(part)
          const value = values[name]
          if (value === undefined) throw new Error(`The transcript needs a value for {${name}}`)
          return Buffer.from(value)
        }),
      ),
    )
}
