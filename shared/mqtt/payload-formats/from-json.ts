import { text } from '../../text/local-text.ts'
import type { JsonNode } from './json-text.ts'
import { atCharacter } from './problem.ts'

/** What the encoders take. Integers that a double does not hold are bigints. */
export type Plain = null | boolean | number | bigint | string | readonly Plain[] | { readonly [key: string]: Plain }

/** Integers outside are refused with their place: no format below has more than 64 bits for them. */
export type IntegerRange = { readonly least: bigint; readonly most: bigint }

/** `1.0` and `1e3` become the integers 1 and 1000, as RFC 8949 section 6.2 has it for JSON. */
export function fromJson(typed: string, node: JsonNode, range: IntegerRange): Plain {
  const convert = (one: JsonNode): Plain => {
    switch (one.kind) {
      case 'literal':
        return one.source === 'null' ? null : one.source === 'true'
      case 'string':
        return stringOf(typed, one.source, one.at)
      case 'number':
        return numberOf(typed, one.source, one.at, range)
      case 'array':
        return one.items.map(convert)
      case 'object': {
        // No prototype, so that `__proto__` is a key like any other.
        const out = Object.create(null) as Record<string, Plain>
        for (const [key, value] of one.members) {
          const name = stringOf(typed, key.source, key.at)
          if (Object.hasOwn(out, name)) throw atCharacter(typed, key.at, text(`The key ${key.source} stands twice`, `键 ${key.source} 重复`))
          out[name] = convert(value)
        }
        return out
      }
    }
  }
  return convert(node)
}

function stringOf(typed: string, source: string, at: number): string {
  const value = JSON.parse(source) as string
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) throw atCharacter(typed, at, text('Half of a surrogate pair, which UTF-8 cannot carry', '含有不成对的代理项，无法编码为 UTF-8'))
  return value
}

function numberOf(typed: string, source: string, at: number, { least, most }: IntegerRange): number | bigint {
  const number = Number(source)
  if (!Number.isFinite(number)) throw atCharacter(typed, at, text('A number beyond the range of a 64-bit float', '数值超出 64 位浮点数范围'))
  if (!/^-?\d+$/.test(source) || Number.isSafeInteger(number)) return number
  const exact = BigInt(source)
  if (exact < least || exact > most) throw atCharacter(typed, at, text(`An integer outside ${least} to ${most}`, `整数超出 ${least} 到 ${most} 的范围`))
  return exact
}
