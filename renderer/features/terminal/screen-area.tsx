import { ActionIcon, Switch, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notice } from '../../app/notices.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { screenText, type Screen } from './make-screen.ts'
import { ScreenSearch } from './screen-search.tsx'
import { ScreenView } from './screen-view.tsx'
import { followSession, type FeedSink } from './session-feed.ts'
import { TerminalHeader } from './terminal-header.tsx'
import { writeBytes } from './terminal-store.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'
import { ViewMenu } from './view-menu.tsx'
import type { Session } from '../../app/session-list.ts'

type Props = { readonly session: Session; readonly onSave: () => void }

/** The screen of a session with what can be done to it: found in, copied, cleared, read in another charset. */
export function ScreenArea({ session, onSave }: Props) {
  const { t } = useTranslation('terminal')
  const [clearCount, setClearCount] = useState(0)
  const [screen, setScreen] = useState<Screen | null>(null)
  const [isSearching, setSearching] = useState(false)
  const clipboard = useClipboard()
  const path = session.port.path
  const { localEcho, charset, answersQueries } = useSendOptions(path)
  const canType = session.owner === 'person' && session.state === 'open'
  const follow = useCallback((sink: FeedSink) => followSession(bridge(), session.id, sink), [session.id])
  const copy = (): void => {
    if (!screen) return
    clipboard.copy(screenText(screen.terminal))
    notice(t('screen.copied'))
  }
  return (
    <>
      <TerminalHeader session={session} onClear={() => setClearCount((count) => count + 1)} onSave={onSave} onCopy={copy} copyLabel={t('screen.copy')}>
        <Tooltip label={t('screen.findHint')}>
          <ActionIcon aria-label={t('screen.find')} aria-pressed={isSearching} onClick={() => setSearching(!isSearching)}>
            <IconSearch size={15} />
          </ActionIcon>
        </Tooltip>
        <ViewMenu charset={charset} charsetHint={t('viewMenu.portCharset')} onCharset={(chosen) => changeSendOptions(path, { charset: chosen })}>
          <Switch label={t('screen.answers')} description={t('screen.answersHint')} checked={answersQueries} onChange={(event) => changeSendOptions(path, { answersQueries: event.currentTarget.checked })} />
        </ViewMenu>
      </TerminalHeader>
      {isSearching && screen && <ScreenSearch screen={screen} onClose={() => setSearching(false)} />}
      <ScreenView
        key={charset}
        path={path}
        follow={follow}
        onType={canType ? (bytes) => void writeBytes(session.id, bytes) : null}
        localEcho={localEcho}
        charset={charset}
        answersQueries={answersQueries}
        clearCount={clearCount}
        onScreen={setScreen}
        onFind={() => setSearching(true)}
        onCopy={copy}
      />
    </>
  )
}
