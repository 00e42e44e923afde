import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mark } from '../../../shared/clouds/profile.ts'
import { givenParts, type GivenPart } from '../../../shared/signature/given.ts'
import { RevealIcon } from '../../ui/reveal-icon.tsx'
import { useCheck } from './check-store.ts'
import { segmentsOf, visibleSpace } from './marked-text.ts'
import checkStyles from './check.module.css'
import styles from './signature.module.css'

/** The parts as they were given, with what is wrong in them underlined. */
export function MarkedParts({ marks }: { readonly marks: readonly Mark[] }) {
  const given = useCheck((state) => state.given)
  return (
    <div className={`${styles.rows} ${checkStyles.marked}`} data-testid="check-parts">
      {givenParts.map((part) => {
        const value = given[part]
        return value === undefined ? null : <MarkedPart key={part} part={part} value={value} marks={marks.filter((mark) => mark.part === part)} />
      })}
    </div>
  )
}

function MarkedPart({ part, value, marks }: { readonly part: GivenPart; readonly value: string; readonly marks: readonly Mark[] }) {
  const { t } = useTranslation('signature')
  const [isShown, setShown] = useState(false)
  const isSecret = part === 'password'
  const label = t(`part.${part}`)
  const shown = (text: string): string => (isSecret && !isShown ? text.replace(/\S/g, '•') : text)
  return (
    <div className={styles.row} data-wrong={marks.some(({ severity }) => severity === 'error') || undefined}>
      <span className={styles.rowName}>{label}</span>
      <code className={styles.rowValue} data-testid={`check-part-${part}`}>
        {segmentsOf(value, marks).map((segment, index) =>
          segment.severity ? (
            <mark key={index} data-severity={segment.severity}>
              {visibleSpace(shown(segment.text))}
            </mark>
          ) : (
            <span key={index}>{shown(segment.text)}</span>
          ),
        )}
      </code>
      {isSecret && <RevealIcon isShown={isShown} onToggle={() => setShown(!isShown)} name={label} />}
    </div>
  )
}
