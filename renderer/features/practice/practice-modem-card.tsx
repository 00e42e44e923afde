import { Button, Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PracticeModem } from '../../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { noticeFailure } from '../../app/notices.tsx'
import { openSession } from '../../app/open-session.ts'
import { useText } from '../../ui/local-text.ts'
import { setFault } from './practice-store.ts'
import styles from './practice.module.css'
import { tryPractice } from './try-practice.ts'

/** Mantine's Select holds strings; a fault is never called this. */
const healthy = ''

type Props = { readonly modem: PracticeModem; readonly isOpen: boolean; readonly isBusy: boolean }

export function PracticeModemCard({ modem, isOpen, isBusy }: Props) {
  const { t } = useTranslation('practice')
  const text = useText()
  const { findModem } = useCatalogue()
  const fault = modem.faults.find((candidate) => candidate.name === modem.fault)
  const open = async (): Promise<void> => {
    const result = await openSession(`practice:${modem.id}`, defaultLineSettings)
    if (!result.ok) noticeFailure(result.failure)
  }
  const fill = async (): Promise<void> => {
    const result = await tryPractice(modem.id)
    if (!result.ok) noticeFailure(result.failure)
  }
  return (
    <div className={styles['modem']} role="group" aria-label={modem.name}>
      <div className={styles['name']}>
        <strong>{modem.name}</strong>
        <span className="at-mono at-muted">{`practice:${modem.id}`}</span>
      </div>
      <Select
        label={t('modem.fault')}
        description={fault ? text(fault.hint) : t('modem.healthyHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        data={[
          { value: healthy, label: t('modem.healthy') },
          ...modem.faults.map((candidate) => ({ value: candidate.name, label: text(candidate.title) })),
          // A fault with a parameter (`silent-at:AT+QFUPL`) can come from elsewhere and is not in the list.
          ...(modem.fault !== null && !fault ? [{ value: modem.fault, label: modem.fault }] : []),
        ]}
        value={modem.fault ?? healthy}
        onChange={(value) => void setFault(modem.id, value === healthy ? null : value)}
        searchable
        maxDropdownHeight={320}
      />
      <Group gap={6}>
        {findModem(modem.profile) && (
          <Button loading={isBusy} onClick={() => void fill()}>
            {t('modem.useInWizard')}
          </Button>
        )}
        <Button variant="default" disabled={isOpen} onClick={() => void open()}>
          {t(isOpen ? 'modem.isOpen' : 'modem.open')}
        </Button>
      </Group>
    </div>
  )
}
