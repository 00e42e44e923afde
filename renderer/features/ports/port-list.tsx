import { Loader, UnstyledButton } from '@mantine/core'
import { IconNetwork, IconTestPipe, IconUsb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PortInfo, PortKind } from '../../../shared/contract/serial.ts'
import { sortPorts } from './sort-ports.ts'
import styles from './ports.module.css'

const icons = { system: IconUsb, tcp: IconNetwork, practice: IconTestPipe } as const satisfies Record<PortKind, unknown>

type Props = {
  readonly ports: readonly PortInfo[]
  readonly recent: readonly string[]
  readonly opening: string | null
  readonly onOpen: (path: string) => void
}

/** One click opens. Real devices first, the recently used ones on top, practice modems last. */
export function PortList({ ports, recent, opening, onOpen }: Props) {
  const { t } = useTranslation('ports')
  const rows = sortPorts(ports, recent)
  return (
    <ul className={styles['list']} aria-label={t('open.list')}>
      {!rows.some((port) => port.kind === 'system') && <li className={styles['empty']}>{t('open.noDevices')}</li>}
      {rows.map((port) => {
        const Icon = icons[port.kind]
        return (
          <li key={port.path}>
            <UnstyledButton className={styles['port']} disabled={opening !== null} onClick={() => onOpen(port.path)} data-port={port.path}>
              <Icon size={15} stroke={1.6} aria-hidden />
              <span className={styles['path']}>{port.path}</span>
              <span className={styles['label']}>{port.kind === 'practice' ? t('open.simulated') : port.label}</span>
              {opening === port.path && <Loader />}
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
