import { ActionIcon, Button, Checkbox, Collapse, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconRefresh } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import { defaultLineSettings, formatLine, type LineSettings } from '../../../shared/contract/serial.ts'
import { openSession } from '../../app/open-session.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { findSpeed } from '../line-probe/probe-store.ts'
import { useSettings } from '../settings/settings-store.ts'
import { LineSettingsFields } from './line-settings-fields.tsx'
import { parseRate } from './parse-rate.ts'
import { PortList } from './port-list.tsx'
import styles from './ports.module.css'
import { usePorts } from './use-ports.ts'

/** A list to click, a path to type, and the line's settings folded away until they matter. */
export function OpenPortForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation(['ports', 'line-probe'])
  const { ports, problem, isLoading, refresh } = usePorts()
  const recent = useSettings((settings) => settings.recentPorts)
  const [path, setPath] = useState('')
  const [line, setLine] = useState<LineSettings>(defaultLineSettings)
  const [rate, setRate] = useState(String(defaultLineSettings.baudRate))
  const [finds, setFinds] = useState(false)
  const [isLineShown, setLineShown] = useState(false)
  const [opening, setOpening] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const baudRate = parseRate(rate)

  const open = async (chosen: string): Promise<void> => {
    if (baudRate === null) return setLineShown(true)
    setOpening(chosen)
    setFailure(null)
    const result = await openSession(chosen, { ...line, baudRate })
    setOpening(null)
    if (!result.ok) return setFailure(result.failure)
    if (finds) void findSpeed(result.value.id)
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (path.trim() !== '') void open(path.trim())
  }

  return (
    <form onSubmit={submit} className={styles['form']} aria-label={t('open.title')}>
      <div className={styles['head']}>
        <strong>{t('open.title')}</strong>
        <ActionIcon size="sm" aria-label={t('open.refresh')} title={t('open.refresh')} loading={isLoading} onClick={refresh}>
          <IconRefresh size={14} />
        </ActionIcon>
      </div>
      <PortList ports={ports} recent={recent} opening={opening} onOpen={(chosen) => void open(chosen)} />
      {problem && <FailureCard failure={problem} />}
      <div className={styles['typed']}>
        <TextInput
          label={t('open.path')}
          description={t('open.pathHint')}
          placeholder={t('open.pathExample')}
          value={path}
          data-autofocus
          onChange={(event) => setPath(event.currentTarget.value)}
          classNames={{ input: 'at-mono' }}
          spellCheck={false}
        />
        <Button type="submit" loading={opening !== null && opening === path.trim()} disabled={path.trim() === '' || opening !== null}>
          {t('open.submit')}
        </Button>
      </div>
      {failure && <FailureCard failure={failure} onDismiss={() => setFailure(null)} />}
      <UnstyledButton className={styles['fold']} aria-expanded={isLineShown} onClick={() => setLineShown(!isLineShown)}>
        <IconChevronRight size={14} data-open={isLineShown || undefined} aria-hidden />
        {t('line.title')}
        <span className="at-mono at-muted">{baudRate === null ? rate : formatLine({ ...line, baudRate })}</span>
      </UnstyledButton>
      <Collapse expanded={isLineShown}>
        <LineSettingsFields
          rate={rate}
          onRate={setRate}
          rateError={baudRate === null ? t('line.badRate') : null}
          value={line}
          onChange={setLine}
        />
      </Collapse>
      <Checkbox label={t('line-probe:whenOpened')} description={t('line-probe:whenOpenedHint')} checked={finds} onChange={(event) => setFinds(event.currentTarget.checked)} />
    </form>
  )
}
