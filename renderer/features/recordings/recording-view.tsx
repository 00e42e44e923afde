import { Button, Progress } from '@mantine/core'
import { IconArrowLeft, IconFileExport, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import { formatLine } from '../../../shared/contract/serial.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatBytes } from '../../ui/format.ts'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { CharsetContext } from '../terminal/charset-context.ts'
import { PacketSwitch } from '../terminal/packet-switch.tsx'
import { RowModem, useNamedModem } from '../terminal/session-modem.ts'
import { setTerminal, useTerminal } from '../terminal/terminal-store.ts'
import { usePacketGap } from '../terminal/use-packet-gap.ts'
import { ViewMenu } from '../terminal/view-menu.tsx'
import { openReplay } from '../replay/replay-store.ts'
import { askExport } from './export-store.ts'
import { HitList } from './hit-list.tsx'
import { RecordingRows } from './recording-rows.tsx'
import { chooseCharset, closeRecording, cutRecording } from './recordings-actions.ts'
import { useRecordings } from './recordings-store.ts'
import styles from './recordings.module.css'
import { SearchBar } from './search-bar.tsx'

/** One recording: what it is of, its rows, and a search through all of it. */
export function RecordingView({ opened }: { readonly opened: OpenedRecording }) {
  const { t } = useTranslation('recordings')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const charset = useRecordings((state) => state.charset)
  const packetGapMs = usePacketGap()
  useEffect(() => void cutRecording(packetGapMs), [packetGapMs, opened.id])
  // A packet's number is no line's.
  const selected = useRecordings((state) => (packetGapMs === null ? state.selected : null))
  const { entry } = opened
  const modem = useNamedModem(entry.modem)
  return (
    <CharsetContext value={charset}>
      <header className={styles['head']}>
        <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={() => void closeRecording()}>
          {t('back')}
        </Button>
        <h3>{entry.name.replace(/\.atrec$/, '')}</h3>
        <span className={styles['facts']}>
          {[entry.modem, entry.port.path, entry.importedAt === undefined ? formatLine(entry.settings) : undefined, formatBytes(entry.bytes), t('rowCount', { count: opened.rows, shown: opened.rows.toLocaleString() })]
            .filter((part) => part !== undefined && part !== '')
            .join(' · ')}
        </span>
        <span className={styles['space']} />
        {!entry.isLive && (
          <Button variant="default" leftSection={<IconPlayerPlay size={14} />} onClick={() => void openReplay(entry.name, selected)}>
            {selected === null ? t('replay') : t('replayFrom', { line: (selected + 1).toLocaleString() })}
          </Button>
        )}
        <Button variant="default" leftSection={<IconFileExport size={14} />} onClick={() => askExport(entry.name, charset)}>
          {t('export.open')}
        </Button>
        <ViewMenu charset={charset} charsetHint={t('charsetHint')} onCharset={chooseCharset}>
          <PacketSwitch />
        </ViewMenu>
        <ToggleButton isOn={isHexShown} onToggle={(isOn) => setTerminal({ isHexShown: isOn })}>
          HEX
        </ToggleButton>
      </header>
      <SearchBar />
      {!opened.isIndexed && <Progress size={2} value={opened.progress * 100} aria-label={t('indexing')} />}
      {opened.problem && (
        <div className={styles['problem']}>
          <FailureCard failure={opened.problem} />
        </div>
      )}
      <div className={styles['body']}>
        <RowModem value={modem}>
          <RecordingRows key={opened.id} opened={opened} />
        </RowModem>
        <HitList />
      </div>
    </CharsetContext>
  )
}
