import { ActionIcon, Button, NumberInput, Popover, Select, Switch, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checksumKinds, type ChecksumKind } from '../../../shared/text/checksums.ts'
import { changeSettings, useSettings } from '../settings/settings-store.ts'
import { setTransfer } from '../transfer/transfer-store.ts'
import styles from './send-menu.module.css'
import { setTerminal } from './terminal-store.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'
import { wholeNumber } from './whole-number.ts'

type Props = { readonly path: string; readonly canRepeat: boolean; readonly onRepeat: (everyMs: number, count: number) => void }

/** What is seldom changed, kept with the port; and sending again and again. */
export function SendMenu({ path, canRepeat, onRepeat }: Props) {
  const { t } = useTranslation(['terminal', 'transfer'])
  const options = useSendOptions(path)
  const asks = useSettings((settings) => settings.confirmCommands)
  const [isOpen, setOpen] = useState(false)
  const [everyMs, setEvery] = useState(1000)
  const [count, setCount] = useState(10)
  const isChanged = options.escapes || options.checksum !== 'none' || options.charDelayMs > 0 || !options.localEcho || !asks
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('more.name')}>
          <ActionIcon variant="default" size={28} className={styles['more'] ?? ''} data-changed={isChanged} aria-label={t('more.name')} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconDots size={15} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles['menu'] ?? ''} data-testid="send-menu">
        <Switch label={t('more.escapes')} description={t('more.escapesHint')} checked={options.escapes} onChange={(event) => changeSendOptions(path, { escapes: event.currentTarget.checked })} />
        <Select
          label={t('more.checksum')}
          data={checksumKinds.map((value) => ({ value, label: t(`more.checksums.${value}`) }))}
          value={options.checksum}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => changeSendOptions(path, { checksum: value as ChecksumKind })}
        />
        <div className={styles['pair']}>
          <NumberInput label={t('more.charDelay')} min={0} max={1000} allowDecimal={false} suffix=" ms" value={options.charDelayMs} onChange={(value) => changeSendOptions(path, { charDelayMs: wholeNumber(value, 0, 1000) })} />
          <NumberInput label={t('more.lineDelay')} min={0} max={60_000} allowDecimal={false} suffix=" ms" value={options.lineDelayMs} onChange={(value) => changeSendOptions(path, { lineDelayMs: wholeNumber(value, 0, 60_000) })} />
        </div>
        <Switch label={t('more.localEcho')} description={t('more.localEchoHint')} checked={options.localEcho} onChange={(event) => changeSendOptions(path, { localEcho: event.currentTarget.checked })} />
        <Switch label={t('more.confirm')} description={t('more.confirmHint')} checked={asks} onChange={(event) => changeSettings({ confirmCommands: event.currentTarget.checked })} />
        <form
          className={styles['repeat']}
          onSubmit={(event) => {
            event.preventDefault()
            // The form stands inside the send row's own.
            event.stopPropagation()
            setOpen(false)
            onRepeat(everyMs, count)
          }}
        >
          <NumberInput label={t('more.every')} min={10} max={86_400_000} allowDecimal={false} suffix=" ms" value={everyMs} onChange={(value) => setEvery(wholeNumber(value, 10, 86_400_000))} />
          <NumberInput label={t('more.times')} min={0} max={1_000_000} allowDecimal={false} value={count} onChange={(value) => setCount(wholeNumber(value, 0, 1_000_000))} />
          <Button type="submit" variant="default" disabled={!canRepeat}>
            {t('more.repeat')}
          </Button>
        </form>
        <Button
          variant="default"
          onClick={() => {
            setOpen(false)
            setTerminal({ lines: { path, text: '' } })
          }}
        >
          {t('more.lines')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setOpen(false)
            setTransfer({ isOpen: true })
          }}
        >
          {t('transfer:open')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
