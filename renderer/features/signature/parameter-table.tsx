import type { Part } from '../../../shared/signature/working.ts'
import { PartView } from './parts.tsx'
import { usePointed } from './point-store.ts'
import styles from './signature.module.css'

/** Name and value in turn, one pair a line, in the order in which they are signed. */
export function ParameterTable({ parts }: { readonly parts: readonly Part[] }) {
  const pointed = usePointed()
  return (
    <dl className={styles.parameters}>
      {pairsOf(parts).map(({ name, values }, index) => (
        <div key={index}>
          <dt>{name.text}</dt>
          <dd>
            {values.map((value, at) => (
              <PartView key={at} part={value} isPointed={value.of !== undefined && value.of === pointed} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A name, and what stands before the next one: a value may be empty, or in several pieces. */
function pairsOf(parts: readonly Part[]): readonly { readonly name: Part; readonly values: readonly Part[] }[] {
  const pairs: { readonly name: Part; readonly values: Part[] }[] = []
  for (const part of parts) {
    if (part.role === 'name') pairs.push({ name: part, values: [] })
    else if (part.role !== 'separator') pairs.at(-1)?.values.push(part)
  }
  return pairs
}
