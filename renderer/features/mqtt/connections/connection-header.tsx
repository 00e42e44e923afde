import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDeviceFloppy, IconLayoutSidebar, IconPlayerPlay, IconPlugConnectedX, IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { PanelHeader } from '../../../app/panel-header.tsx'
import { usesTls } from './broker-form.ts'
import { openForm } from './form-actions.ts'
import { disconnect, reconnect, remove, selectConnection } from './connection-actions.ts'
import { LoadTestButton } from '../../load-test/load-test-button.tsx'
import { activeConnection, usedOptions, useMqtt } from '../mqtt-store.ts'
import { saveLive } from './saved/saved-actions.ts'
import { savedStore, useSaved } from './saved/saved-store.ts'
import styles from '../mqtt.module.css'

/** In the panel's title bar: one pill a connection, and what can be done with the one in front. */
export function ConnectionHeader() {
  const { t } = useTranslation('mqtt')
  const connections = useMqtt((state) => state.connections)
  const active = useMqtt(activeConnection)
  return (
    <PanelHeader>
      <SavedToggle />
      <div className={styles.pills} role="tablist" aria-label={t('connection.list')}>
        {connections.map((connection) => (
          <Pill key={connection.id} connection={connection} isActive={connection === active} />
        ))}
      </div>
      {active && <Facts connection={active} />}
      {active && <LoadTestButton options={() => usedOptions.get(active.id) ?? active.options} savedId={active.savedId} />}
      {active && <Actions connection={active} />}
      <Tooltip label={t('connection.new')}>
        <ActionIcon size="sm" aria-label={t('connection.new')} onClick={() => openForm()}>
          <IconPlus size={15} />
        </ActionIcon>
      </Tooltip>
    </PanelHeader>
  )
}

function Pill({ connection, isActive }: { readonly connection: ConnectionInfo; readonly isActive: boolean }) {
  const { t } = useTranslation('mqtt')
  const { options, state } = connection
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isActive}
      className={styles.pill}
      title={`${options.clientId} @ ${options.protocol}://${options.host}:${options.port}`}
      onClick={() => selectConnection(connection.id)}
      data-connection={connection.id}
    >
      <span className={styles.dot} data-state={state} role="img" aria-label={t(`connection.state.${state}`)} />
      <span>{options.name || options.host}</span>
    </button>
  )
}

/** Client id, TLS and state in words; the first to give way when it gets narrow. */
function Facts({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const { options, state, tls } = connection
  const isSecured = usesTls(options.protocol)
  const parts = [options.clientId, isSecured ? (tls?.split(' ')[0] ?? '') : t('connection.plain'), t(`connection.state.${state}`)]
  const isUnchecked = isSecured && !options.verifyServer
  return (
    <span className={styles.facts} title={tls} data-testid="mqtt-state" data-state={state}>
      {parts.filter((part) => part !== '').join(' · ')}
      {isUnchecked && <span data-tone="warning"> · {t('connection.unchecked')}</span>}
    </span>
  )
}

/** Shows or hides the saved connections; where nobody has said, they show where there is room. */
function SavedToggle() {
  const { t } = useTranslation('mqtt-connections')
  const isShown = useSaved((state) => state.isShown)
  const toggle = (): void => {
    const rail = document.querySelector('[data-testid="mqtt-saved"]')
    savedStore.setState({ isShown: !(isShown ?? (rail instanceof HTMLElement && rail.offsetParent !== null)) })
  }
  return (
    <Tooltip label={t('saved.title')}>
      <ActionIcon size="sm" aria-label={t('saved.title')} aria-pressed={isShown ?? undefined} onClick={toggle} data-testid="mqtt-saved-toggle">
        <IconLayoutSidebar size={15} />
      </ActionIcon>
    </Tooltip>
  )
}

function Actions({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const isConnecting = useMqtt((state) => state.isConnecting)
  const isUp = connection.state === 'connected' || connection.state === 'connecting' || connection.state === 'reconnecting'
  const { t: words } = useTranslation('mqtt-connections')
  const isSaved = useSaved((state) => state.connections.some(({ id }) => id === connection.savedId))
  const label = t(isUp ? 'connection.disconnect' : 'connection.reconnect')
  return (
    <>
      {!isSaved && (
        <Tooltip label={words('saved.save')}>
          <ActionIcon size="sm" aria-label={words('saved.save')} onClick={() => void saveLive(connection)} data-testid="mqtt-save-live">
            <IconDeviceFloppy size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={label}>
        <ActionIcon
          size="sm"
          aria-label={label}
          // One that is being connected can be given up at any time.
          loading={isConnecting && !isUp}
          onClick={() => void (isUp ? disconnect(connection.id) : reconnect(connection))}
        >
          {isUp ? <IconPlugConnectedX size={15} /> : <IconPlayerPlay size={15} />}
        </ActionIcon>
      </Tooltip>
      {/* What is saved stays in the list beside, with its messages. */}
      <Tooltip label={t(isSaved ? 'connection.closeHint' : 'connection.remove')}>
        <ActionIcon size="sm" aria-label={t(isSaved ? 'connection.close' : 'connection.remove')} onClick={() => void remove(connection.id)}>
          {isSaved ? <IconX size={15} /> : <IconTrash size={15} />}
        </ActionIcon>
      </Tooltip>
    </>
  )
}
