import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'

export type JsonText = { readonly ok: true; readonly value: unknown; readonly lineOf: (path: readonly (string | number)[]) => number } | { readonly ok: false; readonly line: number; readonly said: string }

/** JSON with the line of what stands in it, for messages. JSON is YAML, whose reader keeps places. */
export function readJson(source: string): JsonText {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(said)?.[1]
    return { ok: false, line: position === undefined ? 1 : source.slice(0, Number(position)).split('\n').length, said }
  }
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, uniqueKeys: false })
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true)
    const start = isMap(node) || isSeq(node) ? node.range?.[0] : undefined
    return start === undefined ? 1 : Math.max(1, counter.linePos(start).line)
  }
  return { ok: true, value, lineOf }
}
