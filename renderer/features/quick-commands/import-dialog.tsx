import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ListProblem, ReadList } from '../../../shared/quick-commands/read/index.ts'
import { commandsIn } from '../../../shared/quick-commands/schema.ts'
import type { Encoding } from '../../../shared/text/decode-text.ts'
import { useText } from '../../ui/local-text.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import styles from './quick-column.module.css'

export type Imported = ReadList & { readonly encoding: Encoding; readonly file: string }

type Props = { readonly list: Imported; readonly onCancel: () => void; readonly onTake: () => void }

const tools = { sscom: 'SSCOM', qcom: 'QCOM', llcom: 'llcom', atelier: 'ATelier' } as const

function Problems({ title, problems }: { readonly title: string; readonly problems: readonly ListProblem[] }) {
  const { t } = useTranslation('quick-commands')
  const text = useText()
  return (
    <>
      <p className={styles['warning']}>{title}</p>
      <ul className={styles['problems']}>
        {problems.map(({ line, what, quote }, at) => (
          <li key={`${line}:${at}`}>
            <span>{t('import.line', { line })}</span>
            <span>{text(what)}</span>
            {quote !== undefined && quote !== '' && <code>{quote}</code>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a file holds, and what of it could not be read, before anything is taken. */
export function ImportDialog({ list, onCancel, onTake }: Props) {
  const { t } = useTranslation('quick-commands')
  useFocusBack()
  const count = list.pages.reduce((sum, page) => sum + commandsIn(page).length, 0)
  const left = list.problems.filter(({ isLeftOut }) => isLeftOut)
  const changed = list.problems.filter(({ isLeftOut }) => !isLeftOut)
  return (
    <Modal opened onClose={onCancel} title={t('import.title', { file: list.file })} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className={styles['form']} data-testid="quick-import">
        <p>
          {t('import.found', { tool: tools[list.format], encoding: list.encoding, count })} {list.pages.length > 1 && t('import.pages', { count: list.pages.length, names: list.pages.map(({ name }) => name).join(', ') })}
        </p>
        {left.length > 0 && <Problems title={t('import.left', { count: left.length })} problems={left} />}
        {changed.length > 0 && <Problems title={t('import.changed')} problems={changed} />}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button disabled={count === 0} onClick={onTake} data-autofocus>
            {t('import.take', { count })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
