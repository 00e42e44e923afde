import { Fragment, type ReactNode } from 'react'
import type { Part } from '../../../shared/signature/working.ts'
import { focusField } from './focus-field.ts'
import { pointAt, usePointed } from './point-store.ts'
import styles from './signature.module.css'

const point = pointAt('work')

/** A text whose pieces show by colour what they are. A piece that came from a field lights up with it, and leads there. */
export function Parts({ parts }: { readonly parts: readonly Part[] }) {
  const pointed = usePointed()
  return (
    <code className={styles.parts}>
      {parts.map((part, index) => (
        <PartView key={index} part={part} isPointed={part.of !== undefined && part.of === pointed} />
      ))}
    </code>
  )
}

export function PartView({ part: { text, role, of }, isPointed }: { readonly part: Part; readonly isPointed: boolean }) {
  const shown = withLineEnds(text)
  if (of === undefined) return <span data-role={role}>{shown}</span>
  return (
    // The keyboard's way is the field itself: with it in focus its pieces light up here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      data-role={role}
      data-of={of}
      data-pointed={isPointed || undefined}
      onMouseEnter={() => point(of)}
      onMouseLeave={() => point(null)}
      onClick={() => focusField(of)}
    >
      {shown}
    </span>
  )
}

/** A line feed that is signed is to be seen; its sign is not part of what is copied. */
function withLineEnds(text: string): ReactNode {
  if (!text.includes('\n')) return text
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <i className={styles.eol}>↵{'\n'}</i>}
      {line}
    </Fragment>
  ))
}
