import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import { FilteredLog } from '../log/filtered-log.tsx'
import type { LogFilter } from '../log/log-filter.ts'
import { useSessionLog } from '../log/use-session-log.ts'
import { CharsetContext } from './charset-context.ts'
import { PacketSwitch } from './packet-switch.tsx'
import { RowModem, useSessionModem } from './session-modem.ts'
import { TerminalHeader } from './terminal-header.tsx'
import { setTerminal, useTerminal } from './terminal-store.ts'
import { usePacketGap } from './use-packet-gap.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'
import { ViewMenu } from './view-menu.tsx'
import type { Session } from '../../app/session-list.ts'

const setFilter = (filter: LogFilter): void => setTerminal({ filter })

type Props = { readonly session: Session; readonly onSave: () => void }

/** The lines of one session, from its first byte to the newest. */
export function LogArea({ session, onSave }: Props) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const { charset } = useSendOptions(session.port.path)
  const isHexShown = useTerminal((state) => state.isHexShown)
  const filter = useTerminal((state) => state.filter)
  const log = useSessionLog(session.id, usePacketGap())
  /** A row of which log: another log's rows have other numbers. */
  const [chosen, setChosen] = useState<{ readonly id: string; readonly row: number | null }>({ id: '', row: null })
  const setSelected = (row: number | null): void => setChosen({ id: log?.id ?? '', row })
  const selected = chosen.id === log?.id ? chosen.row : null
  /** From where on the view shows rows, of which log. */
  const [cleared, setCleared] = useState({ id: '', from: 0 })
  const clear = (): void => {
    setSelected(null)
    if (log) setCleared({ id: log.id, from: log.pages.extent().end })
  }
  return (
    <CharsetContext value={charset}>
      <TerminalHeader session={session} onClear={clear} onSave={onSave} onCopy={null}>
        <ViewMenu charset={charset} charsetHint={t('viewMenu.portCharset')} onCharset={(wanted) => changeSendOptions(session.port.path, { charset: wanted })}>
          <PacketSwitch />
        </ViewMenu>
      </TerminalHeader>
      <RowModem value={useSessionModem(session)}>
        <FilteredLog
          log={log}
          from={cleared.id === log?.id ? cleared.from : 0}
          filter={filter}
          onFilter={setFilter}
          isLive
          startsAtEnd
          label={t('log.name')}
          note={log?.problem ? text(log.problem.what) : null}
          empty={t('log.empty')}
          isHexShown={isHexShown}
          selected={selected}
          onSelect={setSelected}
          testId="terminal-rows"
        />
      </RowModem>
    </CharsetContext>
  )
}
