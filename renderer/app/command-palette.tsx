import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortInfo } from '../../shared/contract/serial.ts'
import { bridge } from '../bridge/bridge.ts'
import { useSaved } from '../features/mqtt/connections/saved/saved-store.ts'
import { commands } from './commands.ts'
import { useActiveSessionId, useSessions } from './open-session.ts'

/** Ctrl/Cmd+K. The ports are listed anew each time it opens. */
export function CommandPalette() {
  const { t } = useTranslation('shell')
  const [ports, setPorts] = useState<readonly PortInfo[]>([])
  const sessions = useSessions()
  const activeId = useActiveSessionId()
  const saved = useSaved((state) => state.connections)
  const refresh = (): void => {
    bridge()
      .call('serial.listPorts')
      .then((list) => setPorts(list.ports))
      .catch(() => {})
  }
  return (
    <Spotlight
      shortcut={['mod + K', 'mod + shift + P']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      onSpotlightOpen={refresh}
      scrollable
      maxHeight={420}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      shadow="lg"
      highlightQuery
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search'), leftSection: <IconSearch size={16} />, size: 'md' }}
      actions={commands(t, ports, sessions, activeId, saved).map(({ group, actions }) => ({
        group,
        actions: actions.map(({ id, label, description, run }) => ({ id, label, ...(description !== undefined && { description }), onClick: run })),
      }))}
    />
  )
}
