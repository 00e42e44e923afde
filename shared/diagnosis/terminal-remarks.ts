import { text, type Text } from '../text/local-text.ts'

const remark = text('a remark, not from the modem', '备注，不是模组发的')
const terminal = text('from the terminal program, not from the modem', '终端软件自己的提示，不是模组发的')
const bytes = text('the same bytes in hex', '同一内容的十六进制')

/**
 * What stands in a log beside the traffic: comments of documents, the header that PuTTY writes, llcom's first line and its hex copies, the
 * greetings of minicom, picocom and tio.
 */
const forms: readonly { readonly pattern: RegExp; readonly words: Text }[] = [
  { pattern: /^(?:#+|\/\/|;|--)(?:\s|$)/, words: remark },
  { pattern: /^=~=~.* PuTTY log /, words: text('PuTTY opened the log here', 'PuTTY 从这里开始记录') },
  { pattern: /^\[(?:START|SRART)\]Logs by /, words: terminal },
  { pattern: /^\[HEX\]/, words: bytes },
  // SSCOM shows the line end that it sent as a box, on a line of its own where it sent two.
  { pattern: /^□+$/, words: terminal },
  { pattern: /^(?:Welcome to minicom|OPTIONS: |Compiled on |Port \/dev\/|Press CTRL-A Z )/, words: terminal },
  { pattern: /^(?:picocom v|(?:port|flowcontrol|baudrate|parity|databits are|databits|stopbits are|escape|local echo|noinit|noreset|hangup|nolock|send_cmd|receive_cmd|imap|omap|emap|logfile|initstring|exit_after|exit) (?:is)?\s*: |Type \[C-[a-z]\]|Terminal ready|Terminating\.\.\.|Thanks for using picocom|\*\*\* )/, words: terminal },
  { pattern: /^(?:tio v?\d|Press ctrl-t |Connected(?: to \S+)?$|Disconnected$|Waiting for tty device)/, words: terminal },
  { pattern: /^Teraterm|^Tera Term/, words: terminal },
]

export const terminalRemark = (line: string): Text | undefined => forms.find(({ pattern }) => pattern.test(line))?.words
