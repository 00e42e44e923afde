import { useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { importLogs } from './import-actions.ts'
import styles from './imports.module.css'
import panelStyles from './recordings.module.css'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** The panel as a place to drop logs on. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('recordings')
  // Every element under the pointer is entered before the one before it is left.
  const [depth, setDepth] = useState(0)
  return (
    <section
      className={panelStyles['panel']}
      data-testid="recordings"
      onDragEnter={(event) => carriesFiles(event) && setDepth((before) => before + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDepth((before) => Math.max(0, before - 1))}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        setDepth(0)
        if (!carriesFiles(event)) return
        event.preventDefault()
        void importLogs(Array.from(event.dataTransfer.files))
      }}
    >
      {children}
      {depth > 0 && <div className={styles['drop']}>{t('import.drop')}</div>}
    </section>
  )
}
