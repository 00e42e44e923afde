import { useEffect, useState } from 'react'
import type { ReplayState } from '../../../shared/contract/replays.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import { charsetOfRecording, keepCharset } from '../recordings/charset-of-recording.ts'
import { CharsetContext } from '../terminal/charset-context.ts'
import { RowModem, useNamedModem } from '../terminal/session-modem.ts'
import { useTerminal } from '../terminal/terminal-store.ts'
import { useSendOptions } from '../terminal/use-send-options.ts'
import { ReplayControls } from './replay-controls.tsx'
import { ReplayLog } from './replay-log.tsx'
import { ReplayScreen } from './replay-screen.tsx'
import styles from './replay.module.css'

/** A recording in the terminal as it was when it was made, as lines or as a screen, with how it is played below. */
export function ReplayPanel({ replay }: { readonly replay: ReplayState }) {
  const { name, port, modem: named } = replay
  const { path } = port
  const view = useTerminal((state) => state.view)
  const { charset: ofPort } = useSendOptions(path)
  const [charset, setCharset] = useState(ofPort)
  useEffect(() => {
    let isShown = true
    void charsetOfRecording({ name, port: { path } }).then((kept) => isShown && setCharset(kept))
    return () => {
      isShown = false
    }
  }, [name, path])
  const chooseCharset = (chosen: Charset): void => {
    setCharset(chosen)
    void keepCharset(name, chosen)
  }
  const modem = useNamedModem(named ?? port.label)
  return (
    <div className={styles['panel']} data-testid="replay">
      {view === 'log' ? (
        <CharsetContext value={charset}>
          <RowModem value={modem}>
            <ReplayLog replay={replay} charset={charset} onCharset={chooseCharset} />
          </RowModem>
        </CharsetContext>
      ) : (
        <ReplayScreen replay={replay} charset={charset} onCharset={chooseCharset} />
      )}
      <ReplayControls replay={replay} />
    </div>
  )
}
