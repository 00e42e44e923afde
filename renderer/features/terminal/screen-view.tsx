import type { Terminal } from '@xterm/xterm'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Disposer } from '../../../shared/contract/failure.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { charsetNames, decodeAs, encodeAs, TextStream, type Charset } from '../../../shared/text/charset.ts'
import { notice } from '../../app/notices.tsx'
import { makeScreen, type Screen } from './make-screen.ts'
import { guardScreen } from './screen-guard.ts'
import { screenTheme } from './screen-theme.ts'
import type { FeedSink } from './session-feed.ts'
import styles from './screen-view.module.css'
import { setTerminal } from './terminal-store.ts'

/** What the device said is a stream: a character may begin in one chunk and end in the next. What was sent is whole. */
type Reading = { readonly charset: Charset; readonly received: TextStream }

/** Amber for what was sent, dim for remarks; what the device sends is written as it came. */
function write(terminal: Terminal, chunk: Chunk, { charset, received }: Reading, echoes: boolean): void {
  if (chunk.direction === 'in') terminal.write(received.push(chunk.bytes))
  else if (chunk.direction === 'out' && echoes) terminal.write(`\x1b[33m${sentText(chunk.bytes, charset)}\x1b[39m`)
  else if (chunk.direction === 'note') terminal.write(`\r\n\x1b[2m${fromUtf8(chunk.bytes)}\x1b[22m\r\n`)
}

/** A sent CR would put the answer over it; other controls are the device's business, not the screen's. */
const sentText = (bytes: Uint8Array, charset: Charset): string =>
  // eslint-disable-next-line no-control-regex -- controls are what is being replaced
  decodeAs(charset, bytes).replace(/\r\n?|\n/g, '\r\n').replace(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/g, (control) => `^${String.fromCharCode(control.charCodeAt(0) ^ 0x40)}`)

type Props = {
  /** What is shown, from its oldest chunk on. */
  readonly follow: (sink: FeedSink) => Disposer
  /** Takes what is typed; null: nobody does. */
  readonly onType: ((bytes: Uint8Array) => void) | null
  /** The port's, for several lines that are looked at before they are sent. */
  readonly path: string
  readonly localEcho: boolean
  readonly charset: Charset
  /** The device asks a terminal, and wants to be answered. */
  readonly answersQueries: boolean
  readonly clearCount: number
  /** Told of the screen when it is there, and with null when it goes. */
  readonly onScreen: (screen: Screen | null) => void
  readonly onFind: () => void
  readonly onCopy: () => void
}

/**
 * The device's own screen: a VT terminal on the raw stream. Keys go straight to where they belong. Bytes never pass through React.
 * One screen a session and charset: give it both as its key.
 */
export function ScreenView({ follow, onType, path, localEcho, charset, answersQueries, clearCount, onScreen, onFind, onCopy }: Props) {
  const { t } = useTranslation('terminal')
  const host = useRef<HTMLDivElement>(null)
  const terminal = useRef<Terminal>(null)
  const label = t('screen.name')
  const echoes = useRef(localEcho)
  const answers = useRef(answersQueries)
  const onMade = useEffectEvent(onScreen)
  const onSearch = useEffectEvent(onFind)
  const onCopied = useEffectEvent(onCopy)
  const typed = useEffectEvent((bytes: Uint8Array) => onType?.(bytes))
  const unwritable = useEffectEvent((found: string) => notice(t('send.badCharset', { found, charset: charsetNames[charset] })))

  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const made = makeScreen(element)
    const { terminal: screen, fit } = made
    const guard = guardScreen(screen, () => answers.current && !isReplaying)
    onMade(made)
    // The palette and the panel keys stay the window's own.
    screen.attachCustomKeyEventHandler((event) => {
      const key = event.key.toLowerCase()
      const isCommand = event.ctrlKey || event.metaKey
      const isOwn = key === 'f6' || (isCommand && key === 'k' && !event.shiftKey)
      const act = isCommand && event.shiftKey && key === 'c' ? onCopied : isCommand && event.shiftKey && key === 'f' ? onSearch : null
      if (act && event.type === 'keydown') {
        event.preventDefault()
        act()
      }
      return !isOwn && act === null
    })
    terminal.current = screen
    const paint = (): void => {
      screen.options.theme = screenTheme()
    }
    paint()
    // The tokens change with the scheme that is in force, chosen or the system's: the root tells of it.
    const scheme = new MutationObserver(paint)
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    const resize = new ResizeObserver(() => {
      if (element.clientHeight > 0 && element.clientWidth > 0) fit.fit()
    })
    resize.observe(element)
    // Before the screen's own handler: several lines are looked at first.
    const lookFirst = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData?.getData('text') ?? ''
      if (!/[\r\n]./s.test(pasted.trim())) return
      event.preventDefault()
      event.stopPropagation()
      if (!screen.options.disableStdin) setTerminal({ lines: { path, text: pasted.trim() } })
    }
    element.addEventListener('paste', lookFirst, true)
    const typing = screen.onData((data) => {
      const encoded = encodeAs(charset, data)
      if (encoded.ok) typed(encoded.bytes)
      else unwritable(encoded.found)
    })
    let reading: Reading = { charset, received: new TextStream(charset) }
    // A question that was asked before this page came is not answered now.
    let isReplaying = true
    const unfollow = follow({
      reset: (chunks) => {
        screen.reset()
        reading = { charset, received: new TextStream(charset) }
        isReplaying = true
        chunks.forEach((chunk) => write(screen, chunk, reading, echoes.current))
        screen.write('', () => (isReplaying = false))
      },
      append: (chunks) => chunks.forEach((chunk) => write(screen, chunk, reading, echoes.current)),
    })
    return () => {
      unfollow()
      typing.dispose()
      element.removeEventListener('paste', lookFirst, true)
      resize.disconnect()
      scheme.disconnect()
      guard.dispose()
      onMade(null)
      screen.dispose()
      terminal.current = null
    }
  }, [follow, path, charset])

  useEffect(() => {
    echoes.current = localEcho
    answers.current = answersQueries
  }, [localEcho, answersQueries])

  const canType = onType !== null
  useEffect(() => {
    const screen = terminal.current
    if (!screen) return
    screen.options.disableStdin = !canType
    screen.options.cursorInactiveStyle = canType ? 'outline' : 'none'
  }, [canType])

  useEffect(() => {
    if (terminal.current?.textarea) terminal.current.textarea.ariaLabel = label
  }, [label])

  useEffect(() => {
    if (clearCount > 0) terminal.current?.clear()
  }, [clearCount])

  return <div ref={host} className={styles['screen']} />
}
