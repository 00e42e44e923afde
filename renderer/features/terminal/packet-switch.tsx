import { NumberInput, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, useSettings } from '../settings/settings-store.ts'
import styles from './send-menu.module.css'
import { wholeNumber } from './whole-number.ts'

/** Whether rows in hex are packets, and which pause parts them. */
export function PacketSwitch() {
  const { t } = useTranslation('terminal')
  const { isOn, gapMs } = useSettings((settings) => settings.packets)
  const [draft, setDraft] = useState<number | string>(gapMs)
  // Every change is another way through the whole recording: when the number is whole, not with each digit.
  const keep = (): void => {
    const whole = wholeNumber(draft, 1, 10_000)
    setDraft(whole)
    if (whole !== gapMs) changeSettings({ packets: { isOn, gapMs: whole } })
  }
  return (
    <div className={styles['pair']}>
      <Switch label={t('packets.isOn')} description={t('packets.hint')} checked={isOn} onChange={(event) => changeSettings({ packets: { isOn: event.currentTarget.checked, gapMs } })} />
      <NumberInput
        label={t('packets.gap')}
        min={1}
        max={10_000}
        allowDecimal={false}
        suffix=" ms"
        value={draft}
        onChange={setDraft}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
        }}
      />
    </div>
  )
}
