import { Codings } from './codings.tsx'
import { DigestForm } from './digest-form.tsx'
import styles from './signature.module.css'

/** Any digest and any coding of any text, to check a step by hand. */
export function ToolView() {
  return (
    <div className={styles.columns} data-columns="2">
      <div className={styles.column}>
        <DigestForm />
      </div>
      <div className={styles.column}>
        <Codings />
      </div>
    </div>
  )
}
