import type { Part } from '../../../shared/signature/working.ts'
import { PartView } from './parts.tsx'
import { usePointed } from './point-store.ts'
import styles from './signature.module.css'

/** Name and value in turn, one pair a line, in the order in which they are signed. */
export function ParameterTable({ parts }: { readonly parts: readonly Part[] }) {
  const pointed = usePointed()
  return (
    <dl className={styles.parameters}>
      {pairsOf(parts).map(([name, value], index) => (
        <div key={index}>
          <dt>{name.text}</dt>
          <dd>{value && <PartView part={value} isPointed={value.of !== undefined && value.of === pointed} />}</dd>
        </div>
      ))}
    </dl>
  )
}

function pairsOf(parts: readonly Part[]): readonly (readonly [Part, Part | undefined])[] {
  const listed = parts.filter(({ role }) => role === 'name' || role === 'value')
  return listed.flatMap((part, index) => (part.role === 'name' ? [[part, listed[index + 1]?.role === 'value' ? listed[index + 1] : undefined] as const] : []))
}
