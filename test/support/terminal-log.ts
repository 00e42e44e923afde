import { readFileSync } from 'node:fs'

/** One thing the host sent in a recorded session, and the lines that came before the next; blank lines and echoes are left out. */
export type LogEntry = { readonly sent: string; readonly received: readonly string[] }

const stamp = /^\[[\d:.]+\](发→◇|收←◆)?/

/**
 * Reads `test/transcripts/<name>.txt`: SSCOM's arrows, or a plain log in which lines that begin with AT were sent. `isData` tells what else was
 * sent, after a prompt.
 */
export function readTerminalLog(name: string, isData: (line: string) => boolean = () => false): LogEntry[] {
  const entries: { sent: string; received: string[] }[] = []
  const lines = readFileSync(new URL(`../transcripts/${name}.txt`, import.meta.url), 'utf8').split('\n')
  const hasArrows = lines.some((line) => line.includes('发→◇'))
  for (const raw of lines) {
    const line = raw.replace(stamp, '').trimEnd()
    const isSent = hasArrows ? raw.includes('发→◇') : line.startsWith('AT') || isData(line)
    if (isSent) entries.push({ sent: line, received: [] })
    else if (line !== '' && line !== entries.at(-1)?.sent) entries.at(-1)?.received.push(line)
  }
  return entries
}
