import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplayState } from '../../../shared/contract/replays.ts'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { LogView } from '../log/log-view.tsx'
import { recordedPages } from '../log/recorded-pages.ts'
import { setTerminal, useTerminal } from '../terminal/terminal-store.ts'
import { ReplayHeader, type CharsetProps } from './replay-header.tsx'

/** The rows of the recording up to where it is played; follows the end until someone scrolls up. */
export function ReplayLog({ replay: { recordingId, row, rows }, charset, onCharset }: CharsetProps & { readonly replay: ReplayState }) {
  const { t } = useTranslation('replay')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const [selected, setSelected] = useState<number | null>(null)
  const pages = useMemo(() => recordedPages(recordingId), [recordingId])
  useEffect(() => pages.grew({ first: 0, end: rows }), [pages, rows])
  return (
    <>
      <ReplayHeader charset={charset} onCharset={onCharset}>
        <ToggleButton isOn={isHexShown} onToggle={(isOn) => setTerminal({ isHexShown: isOn })}>
          HEX
        </ToggleButton>
      </ReplayHeader>
      <LogView source={pages} startsAtEnd shownEnd={row} label={t('rows')} empty={t('empty')} isHexShown={isHexShown} selected={selected} onSelect={setSelected} testId="replay-rows" />
    </>
  )
}
