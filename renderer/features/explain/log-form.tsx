import { Button, Textarea } from '@mantine/core'
import { IconFileText, IconZoomScan } from '@tabler/icons-react'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { openLog, takePasted } from './explain-store.ts'
import styles from './explain.module.css'

/** Takes a log. What is pasted is explained at once and never stands in the field: it may show secrets. */
export function LogForm() {
  const { t } = useTranslation('explain')
  const [typed, setTyped] = useState('')
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.trim() === '') return
    event.preventDefault()
    takePasted(typed === '' ? pasted : `${typed}\n${pasted}`)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) takePasted(typed)
  }
  return (
    <div className={styles['form']}>
      <h3>{t('title')}</h3>
      <p>{t('intro')}</p>
      <Textarea
        aria-label={t('paste')}
        placeholder={t('pasteHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onPaste={paste}
        onKeyDown={onKey}
        rows={12}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        classNames={{ input: styles['mono'] ?? '' }}
        data-testid="explain-input"
      />
      <div className={styles['actions']}>
        <Button leftSection={<IconZoomScan size={14} />} onClick={() => takePasted(typed)} disabled={typed.trim() === ''} data-testid="explain-run">
          {t('run')}
        </Button>
        <Button variant="default" leftSection={<IconFileText size={14} />} onClick={() => void openLog(t('open'))} data-testid="explain-open">
          {t('open')}
        </Button>
        <span className={styles['hint']}>{t('private')}</span>
      </div>
    </div>
  )
}
