import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core'
import { IconEraser, IconFileSpreadsheet } from '@tabler/icons-react'
import { useState, type ClipboardEvent, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { maximumFileBytes } from '../../../shared/contract/channel.ts'
import batchStyles from './batch.module.css'
import { clearBatch, openFile, readFile, setProblem, setText, useBatch, type BatchSource } from './batch-store.ts'
import type { Calculation } from './calculation.ts'
import styles from './signature.module.css'

/** Characters. Browsers take seconds to lay out more in a field that can be typed in. */
const mostTyped = 20_000

/** The table: a file, or pasted from a spreadsheet. */
export function BatchSourceForm({ calculation }: { readonly calculation: Calculation }) {
  const { t } = useTranslation('signature')
  const source = useBatch((state) => state.source)
  const problem = useBatch((state) => state.problem)
  const [isOver, setOver] = useState(false)
  const isTyped = source.name === null && source.text.length <= mostTyped
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && file.size > maximumFileBytes) setProblem('too-large')
    else if (file) readFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  return (
    <div
      className={batchStyles.batchSource}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <header className={styles.head}>
        <h3>{t('batch.table')}</h3>
        {!isTyped && <SourceName source={source} />}
        <span className={styles.spacer} />
        <Button variant="default" leftSection={<IconFileSpreadsheet size={14} />} onClick={() => void openFile(t('batch.open'))} data-testid="batch-open">
          {t('batch.open')}
        </Button>
        <Tooltip label={t('batch.clear')}>
          <ActionIcon aria-label={t('batch.clear')} onClick={clearBatch} disabled={source.text === ''} data-testid="batch-clear">
            <IconEraser size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      {isTyped && <TableField text={source.text} example={exampleOf(calculation)} />}
      {problem && <p className={batchStyles.sourceProblem}>{t(`batch.${problem}`)}</p>}
    </div>
  )
}

function SourceName({ source: { name, text, encoding } }: { readonly source: BatchSource }) {
  const { t } = useTranslation('signature')
  return (
    <span className={styles.hint} data-testid="batch-source">
      {name === null ? t('batch.pasted', { count: text.split('\n').length }) : t('batch.file', { name, encoding })}
    </span>
  )
}

function TableField({ text, example }: { readonly text: string; readonly example: string }) {
  const { t } = useTranslation('signature')
  // Kept away from the browser's own pasting, which is slow for long texts.
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.length <= mostTyped) return
    event.preventDefault()
    setText(pasted)
  }
  return (
    <Textarea
      aria-label={t('batch.paste')}
      placeholder={t('batch.pasteHint', { header: example })}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onPaste={paste}
      rows={5}
      spellCheck={false}
      autoComplete="off"
      wrap="off"
      classNames={{ input: styles.mono ?? '' }}
      data-testid="batch-input"
    />
  )
}

/** A header and a row as this operation takes them. */
function exampleOf({ shown }: Calculation): string {
  const needed = shown.filter(({ required, kind }) => required && kind !== 'file')
  return `${needed.map(({ key }) => key).join(',')}\n${needed.map(({ placeholder, key }) => placeholder ?? key).join(',')}`
}
