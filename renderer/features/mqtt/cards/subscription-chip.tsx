import { ActionIcon, Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo, Subscription } from '../../../../shared/contract/mqtt.ts'
import { isEverything } from '../../../../shared/mqtt/everything-filter.ts'
import { isGranted } from '../../../../shared/mqtt/suback.ts'
import type { KeptSubscription } from '../../../../shared/mqtt/workspace/schema.ts'
import { subscribeTo, switchOff, unsubscribeFrom } from './card-actions.ts'
import { useCount } from './counts-store.ts'
import { EverythingDialog } from './everything-dialog.tsx'
import { SubscriptionForm } from './subscription-form.tsx'
import styles from './cards.module.css'

type Props = { readonly connection: ConnectionInfo; readonly subscription: KeptSubscription; readonly atBroker: Subscription | undefined }

/** One subscription: its colour switches it on and off, its name opens what can be set of it. */
export function SubscriptionChip({ connection, subscription, atBroker }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const { filter, alias, colour, qos, options, cardId, isOn } = subscription
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const count = useCount(connection.id, filter)
  const granted = atBroker?.grantedQos
  const isRefused = granted !== undefined && granted !== null && !isGranted(granted)
  const isThere = isOn && atBroker !== undefined
  const state = !isOn ? t('off') : atBroker === undefined ? t('notYet') : granted === null || granted === undefined ? t('mqtt:subscribe.asked', { qos }) : isRefused ? t('mqtt:subscribe.refused', { code: granted }) : `QoS ${granted}`
  const isUp = connection.state === 'connected'
  const on = (): void => {
    setAsking(false)
    void subscribeTo(connection.id, filter, qos, cardId === '' ? undefined : cardId, options)
  }
  const toggle = (): void => {
    if (isThere && !isRefused) void switchOff(connection, filter)
    else if (isEverything(filter)) setAsking(true)
    else on()
  }
  const remove = t('mqtt:subscribe.remove', { topic: filter })
  const switchName = t(isThere && !isRefused ? 'switchOff' : 'switchOn', { filter: alias || filter })
  return (
    <li className={styles['chip']} data-refused={isRefused} data-on={isThere && isUp} data-colour={colour} data-subscription={filter}>
      <Tooltip label={switchName}>
        <UnstyledButton className={styles['switch']} role="switch" aria-checked={isThere && !isRefused} aria-label={switchName} disabled={!isUp} onClick={toggle} />
      </Tooltip>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={340} trapFocus>
        <Popover.Target>
          <UnstyledButton className={styles['chipName']} aria-label={t('edit', { filter: alias || filter })} title={filter} onClick={() => setOpen(!isOpen)}>
            {alias === '' ? <code>{filter}</code> : <span>{alias}</span>}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <SubscriptionForm connection={connection} subscription={subscription} onClose={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <span>{state}</span>
      {isThere && !isRefused && <output aria-label={t('count')}>{count.toLocaleString()}</output>}
      <Tooltip label={remove}>
        <ActionIcon size="xs" aria-label={remove} onClick={() => void unsubscribeFrom(connection, filter)}>
          <IconX size={11} />
        </ActionIcon>
      </Tooltip>
      {isAsking && <EverythingDialog filter={filter} onCancel={() => setAsking(false)} onGo={on} />}
    </li>
  )
}
