import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { hiddenText, RevealIcon } from '../../ui/reveal-icon.tsx'
import type { ResultRow } from './result-rows.ts'
import styles from './signature.module.css'

const named = new Set(['host', 'port', 'transport', 'path', 'alpn', 'clientId', 'username', 'password'])

/** Every value with its own copy button; secrets behind an eye. */
export function ResultList({ rows, prefix = 'signature-result' }: { readonly rows: readonly ResultRow[]; readonly prefix?: string }) {
  return (
    <div className={styles.rows} data-testid={prefix}>
      {rows.map((row) => (
        <Row key={row.id} row={row} prefix={prefix} />
      ))}
    </div>
  )
}

function Row({ row: { id, value, isSecret, label: given }, prefix }: { readonly row: ResultRow; readonly prefix: string }) {
  const { t } = useTranslation('signature')
  const [isShown, setShown] = useState(false)
  const label = given ?? (named.has(id) ? t(`part.${id}`) : id)
  return (
    <div className={styles.row}>
      <span className={styles.rowName} data-raw={label === id || undefined}>
        {label}
      </span>
      <code className={styles.rowValue} data-hidden={(isSecret && !isShown) || undefined} data-testid={`${prefix}-${id}`}>
        {isSecret && !isShown ? hiddenText : value}
      </code>
      {isSecret && <RevealIcon isShown={isShown} onToggle={() => setShown(!isShown)} name={label} testId={`${prefix}-${id}-reveal`} />}
      <CopyIcon value={value} name={label} testId={`${prefix}-${id}-copy`} />
    </div>
  )
}
