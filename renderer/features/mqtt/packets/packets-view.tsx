import { Select } from '@mantine/core'
import { useMemo, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { packetModes, type PacketMode, type PacketRecord } from '../../../../shared/contract/mqtt-packets.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { HugeListView } from '../../../ui/huge-list-view.tsx'
import { useHugeList } from '../../../ui/use-huge-list.ts'
import messages from '../messages/messages.module.css'
import table from '../table.module.css'
import { PacketDetail } from './packet-detail.tsx'
import { PacketRow } from './packet-row.tsx'
import { changePackets, packetGroupNames, packetGroups, usePacketsState, type PacketGroup } from './packets-store.ts'
import { usePackets } from './use-packets.ts'
import styles from './packets.module.css'

/** px; `.row` in the style sheet. */
const rowHeight = 24

/** The MQTT control packets of a connection, from CONNECT on, and the chosen one explained beside them. */
export function PacketsView({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation('mqtt-packets')
  const { state, packets, failure } = usePackets(connectionId)
  const { hidden, chosen } = usePacketsState(connectionId)
  const shown = useMemo(() => (hidden.length === 0 ? packets : packets.filter((one) => one.kind !== 'packet' || !hidden.some((group) => packetGroups[group].includes(one.type)))), [packets, hidden])
  const packet = packets.find(({ number }) => number === chosen)
  const choose = (number: number | null): void => changePackets(connectionId, { chosen: number })
  return (
    <div className={messages['messages']} data-split={packet?.kind === 'packet'}>
      <div className={table['side']}>
        <div className={styles['bar']}>
          <div role="group" aria-label={t('kinds')}>
            {packetGroupNames.map((group) => (
              <button key={group} type="button" aria-pressed={!hidden.includes(group)} onClick={() => changePackets(connectionId, { hidden: toggled(hidden, group) })}>
                {t(`group.${group}`)}
              </button>
            ))}
          </div>
          <Select
            aria-label={t('mode')}
            size="xs"
            w={168}
            data={packetModes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
            value={state?.mode ?? 'auto'}
            onChange={(next) => {
              const mode = packetModes.find((one) => one === next)
              if (mode) setMode(connectionId, mode)
            }}
            allowDeselect={false}
          />
          <span className={styles['count']} data-testid="packets-count">
            {shown.length.toLocaleString()}
          </span>
        </div>
        {failure && <FailureCard failure={failure} />}
        {state?.isSkipping && <p className={styles['note']}>{t('skipping')}</p>}
        <Rows connectionId={connectionId} packets={shown} chosen={chosen} onChoose={choose} />
      </div>
      {packet?.kind === 'packet' && <PacketDetail packet={packet} packets={packets} onChoose={choose} />}
    </div>
  )
}

const toggled = (hidden: readonly PacketGroup[], group: PacketGroup): readonly PacketGroup[] => (hidden.includes(group) ? hidden.filter((one) => one !== group) : [...hidden, group])

const setMode = (id: string, mode: PacketMode): void => void bridge().call('mqttPackets.setMode', id, mode).catch(() => {})

type RowsProps = {
  readonly connectionId: string
  readonly packets: readonly PacketRecord[]
  readonly chosen: number | null
  readonly onChoose: (number: number | null) => void
}

function Rows({ connectionId, packets, chosen, onChoose }: RowsProps) {
  const { t } = useTranslation('mqtt-packets')
  const list = useHugeList({ count: packets.length, rowHeight, startsAtEnd: true })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onChoose(null)
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return list.onKeyDown(event)
    event.preventDefault()
    const at = packets.findIndex(({ number }) => number === chosen)
    const next = at < 0 ? packets.length - 1 : Math.max(0, Math.min(packets.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))
    onChoose(packets[next]?.number ?? null)
    list.reveal(next)
  }
  return (
    <div className={table['table']}>
      <div className={`${table.head} ${styles.head}`}>
        <span>{t('column.time')}</span>
        <span />
        <span>{t('column.packet')}</span>
        <span>{t('column.what')}</span>
        <span className={table['number']}>{t('column.bytes')}</span>
        <span className={table['number']}>{t('column.after')}</span>
      </div>
      <HugeListView
        list={list}
        role="listbox"
        className={table['rows'] ?? ''}
        aria-label={t('list')}
        aria-activedescendant={chosen === null ? undefined : `packet-${connectionId}-${chosen}`}
        onKeyDown={onKeyDown}
        empty={packets.length === 0 && <p className={table['none']}>{t('none')}</p>}
        newest={t('newest')}
        testId="mqtt-packets"
      >
        {packets.slice(list.start, list.end).map((packet) => (
          <PacketRow key={packet.number} id={`packet-${connectionId}-${packet.number}`} packet={packet} isSelected={packet.number === chosen} onChoose={onChoose} />
        ))}
      </HugeListView>
    </div>
  )
}
