import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCopy, IconSearch } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplayState } from '../../../shared/contract/replays.ts'
import { notice } from '../../app/notices.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { screenText, type Screen } from '../terminal/make-screen.ts'
import { ScreenSearch } from '../terminal/screen-search.tsx'
import { ScreenView } from '../terminal/screen-view.tsx'
import { followFeed, type FeedSink } from '../terminal/session-feed.ts'
import { useSendOptions } from '../terminal/use-send-options.ts'
import { replayFeed } from './replay-feed.ts'
import { ReplayHeader, type CharsetProps } from './replay-header.tsx'

/** The device's screen as it was; what is typed goes nowhere, and what the device asked is not answered. */
export function ReplayScreen({ replay: { id, port }, charset, onCharset }: CharsetProps & { readonly replay: ReplayState }) {
  const { t } = useTranslation('terminal')
  const { localEcho } = useSendOptions(port.path)
  const [screen, setScreen] = useState<Screen | null>(null)
  const [isSearching, setSearching] = useState(false)
  const clipboard = useClipboard()
  const follow = useCallback((sink: FeedSink) => followFeed(replayFeed(bridge(), id), sink), [id])
  const copy = (): void => {
    if (!screen) return
    clipboard.copy(screenText(screen.terminal))
    notice(t('screen.copied'))
  }
  return (
    <>
      <ReplayHeader charset={charset} onCharset={onCharset}>
        <Tooltip label={t('screen.findHint')}>
          <ActionIcon aria-label={t('screen.find')} aria-pressed={isSearching} onClick={() => setSearching(!isSearching)}>
            <IconSearch size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('screen.copy')}>
          <ActionIcon aria-label={t('screen.copy')} onClick={copy}>
            <IconCopy size={15} />
          </ActionIcon>
        </Tooltip>
      </ReplayHeader>
      {isSearching && screen && <ScreenSearch screen={screen} onClose={() => setSearching(false)} />}
      <ScreenView
        key={charset}
        follow={follow}
        onType={null}
        path={port.path}
        localEcho={localEcho}
        charset={charset}
        answersQueries={false}
        clearCount={0}
        onScreen={setScreen}
        onFind={() => setSearching(true)}
        onCopy={copy}
      />
    </>
  )
}
