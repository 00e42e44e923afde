import { Autocomplete, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LineSettings } from '../../../shared/contract/serial.ts'
import styles from './ports.module.css'

const usualRates = ['9600', '19200', '38400', '57600', '115200', '230400', '460800', '921600', '3000000']

type Props = {
  /** The rate as typed: may not be a number yet. */
  readonly rate: string
  readonly onRate: (rate: string) => void
  readonly rateError: string | null
  readonly value: LineSettings
  readonly onChange: (value: LineSettings) => void
}

export function LineSettingsFields({ rate, onRate, rateError, value, onChange }: Props) {
  const { t } = useTranslation('ports')
  const pick = <K extends keyof LineSettings>(key: K, options: readonly LineSettings[K][], label: (option: LineSettings[K]) => string) => (
    <Select
      label={t(`line.${key}`)}
      data={options.map((option) => ({ value: String(option), label: label(option) }))}
      value={String(value[key])}
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => {
        const option = options.find((candidate) => String(candidate) === chosen)
        if (option !== undefined) onChange({ ...value, [key]: option })
      }}
    />
  )
  return (
    <div className={styles['line']}>
      <Autocomplete
        label={t('line.baudRate')}
        data={usualRates}
        value={rate}
        onChange={onRate}
        error={rateError}
        inputMode="numeric"
        comboboxProps={{ withinPortal: false }}
        // Every usual rate stays on offer whatever is typed: any other number is as good.
        filter={({ options }) => options}
      />
      {pick('dataBits', [8, 7, 6, 5], String)}
      {pick('parity', ['none', 'even', 'odd', 'mark', 'space'], (option) => t(`parity.${option}`))}
      {pick('stopBits', [1, 1.5, 2], String)}
      {pick('flowControl', ['none', 'hardware', 'software'], (option) => t(`flow.${option}`))}
    </div>
  )
}
