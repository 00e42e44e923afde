import { Button, NumberInput, Select } from '@mantine/core'
import { IconFolderPlus, IconPlayerPlay, IconPlayerStop, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SendingState } from '../../../shared/contract/sending.ts'
import { inOrder } from '../../../shared/quick-commands/arrange.ts'
import { newGroup, type QuickPage } from '../../../shared/quick-commands/schema.ts'
import { stopSending } from '../terminal/use-sending.ts'
import { wholeNumber } from '../terminal/whole-number.ts'
import { newId } from './new-id.ts'
import { changePages, type QuickMode } from './quick-store.ts'
import styles from './quick-column.module.css'

type Props = { readonly page: QuickPage; readonly mode: QuickMode; readonly sending: SendingState | null; readonly isBlocked: boolean; readonly onRun: () => void; readonly onAdd: () => void }

const changePage = (id: string, change: Partial<QuickPage>): void => changePages((pages) => pages.map((page) => (page.id === id ? { ...page, ...change } : page)))

/** What the mode needs beside the buttons: how often the marked ones run; what can be added. */
export function QuickFoot({ page, mode, sending, isBlocked, onRun, onAdd }: Props) {
  const { t } = useTranslation('quick-commands')
  const marked = inOrder(page).length
  const isRunning = sending?.state === 'running' && sending.lines > 1
  if (mode === 'send' && !isRunning) return null
  if (mode === 'edit') {
    return (
      <div className={styles['foot']}>
        <p className={styles['hint']}>{t('edit.hint')}</p>
        <Button variant="default" leftSection={<IconPlus size={13} />} onClick={onAdd}>
          {t('edit.command')}
        </Button>
        <Button variant="default" leftSection={<IconFolderPlus size={13} />} onClick={() => changePage(page.id, { groups: [...page.groups, newGroup(newId, t('group.numbered', { number: page.groups.length + 1 }))] })}>
          {t('edit.group')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles['foot']} data-testid="quick-run">
      {mode === 'run' && (
        <>
          {marked === 0 && <p className={styles['hint']}>{t('run.hint')}</p>}
          <NumberInput className={styles['rounds'] ?? ''} label={t('run.rounds')} min={0} max={1_000_000} allowDecimal={false} value={page.rounds} onChange={(value) => changePage(page.id, { rounds: wholeNumber(value, 0, 1_000_000) })} />
          <Select
            className={styles['wait'] ?? ''}
            label={t('run.wait')}
            value={page.wait}
            onChange={(value) => changePage(page.id, { wait: value as QuickPage['wait'] })}
            data={[
              { value: 'delay', label: t('run.waits.delay') },
              { value: 'answer', label: t('run.waits.answer') },
            ]}
          />
        </>
      )}
      {isRunning ? (
        <Button fullWidth variant="default" leftSection={<IconPlayerStop size={13} />} onClick={() => stopSending(sending.sessionId)}>
          {t('run.stop', { sent: sending.sent, lines: sending.lines })}
        </Button>
      ) : (
        <Button fullWidth leftSection={<IconPlayerPlay size={13} />} disabled={isBlocked || marked === 0} onClick={onRun}>
          {t('run.start', { count: marked })}
        </Button>
      )}
    </div>
  )
}
