import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { dropLog, useExplain } from './explain-store.ts'
import styles from './explain.module.css'
import { LogForm } from './log-form.tsx'
import { LogLines } from './log-lines.tsx'
import { LogHead } from './log-head.tsx'
import { Shown } from './shown.tsx'
import { Verdict } from './verdict.tsx'

/** A log from any terminal: what failed in it, why, and each line in words. */
export function LogView() {
  const { t } = useTranslation('explain')
  const log = useExplain((state) => state.log)
  const problem = useExplain((state) => state.problem)
  const isBusy = useExplain((state) => state.isBusy)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void dropLog(file)
  }
  return (
    <section
      className={styles['panel']}
      data-testid="explain-log"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {log ? <LogHead log={log} /> : <LogForm />}
      {isBusy && (
        <p className={styles['busy']} role="status">
          {t('busy')}
        </p>
      )}
      {problem && (
        <p className={styles['problem']} role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
      {log && (
        <>
          <Verdict explanation={log.explanation} />
          <Shown explanation={log.explanation} />
          <LogLines lines={log.explanation.lines} />
        </>
      )}
    </section>
  )
}
