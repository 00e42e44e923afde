import { describe, expect, it } from 'vitest'
import { decodeText } from '../text/decode-text.ts'
import { explainLog } from './explain-log.ts'

/** The same short exchange as each terminal program writes it. */
const formats = {
  'SSCOM: time, arrows, a box for the line end sent': [
    '[17:19:19.391]发→◇AT+CPIN?\r\n□',
    '[17:19:19.402]收←◆AT+CPIN?\r\n',
    '',
    '+CME ERROR: 10\r\n',
  ],
  // Quectel QCOM user guide, “Save Log”; as posted on forums.quectel.com.
  'QCOM: date and time joined by an underscore': ['[2020-02-26_17:53:40:640]AT+CPIN?', '[2020-02-26_17:53:40:643]AT+CPIN?', '[2020-02-26_17:53:40:644]+CME ERROR: 10'],
  // tio, src/timestamp.c: 24hour and iso8601; src/tty.c prints its own lines so too.
  'tio -t': ['[14:22:01.003] tio v2.7', '[14:22:01.004] Press ctrl-t q to quit', '[14:22:01.010] Connected', '[14:22:03.120] AT+CPIN?', '[14:22:03.131] +CME ERROR: 10'],
  'tio, ISO 8601': ['[2021-09-14T14:22:03.120] AT+CPIN?', '[2021-09-14T14:22:03.131] +CME ERROR: 10'],
  // minicom(1): “Timestamp toggle”, simple and extended.
  'minicom': ['Welcome to minicom 2.8', '', 'OPTIONS: I18n ', 'Port /dev/ttyUSB2, 03:11:07', '', 'Press CTRL-A Z for help on special keys', '', 'AT+CPIN?', '+CME ERROR: 10'],
  'minicom with time': ['[2013-02-27 12:34:56] AT+CPIN?', '[2013-02-27 12:34:56] +CME ERROR: 10'],
  'minicom with milliseconds': ['[2013-02-27 12:34:56.103] AT+CPIN?', '[2013-02-27 12:34:56.110] +CME ERROR: 10'],
  // picocom(1), its start and end.
  'picocom': ['picocom v3.1', '', 'port is        : /dev/ttyUSB2', 'flowcontrol    : none', 'baudrate is    : 115200', 'Type [C-a] [C-h] to see available commands', 'Terminal ready', 'AT+CPIN?', '', '+CME ERROR: 10', '', 'Terminating...', 'Thanks for using picocom'],
  // llcom, Tools/Logger.cs and Global.cs: Serilog's file sink; `<-` is what was sent, `->` what was received, each again in hex.
  'llcom': [
    '2021-09-17 17:08:10.123 +08:00 [INF] [START]Logs by LLCOM. https://github.com/chenxuuu/llcom',
    '2021-09-17 17:08:12.001 +08:00 [INF] <-AT+CPIN?',
    '',
    '2021-09-17 17:08:12.002 +08:00 [DBG] [HEX]41 54 2B 43 50 49 4E 3F 0D 0A ',
    '2021-09-17 17:08:12.020 +08:00 [INF] ->',
    '+CME ERROR: 10',
    '',
    '2021-09-17 17:08:12.021 +08:00 [DBG] [HEX]0D 0A 2B 43 4D 45 ',
  ],
  // Tera Term help, Log: LogTimestampFormat's default, and elapsed time.
  'Tera Term': ['[2024-05-02 09:14:33.201] AT+CPIN?', '[2024-05-02 09:14:33.215] +CME ERROR: 10'],
  'Tera Term, elapsed time': ['[0 00:00:12.201] AT+CPIN?', '[0 00:00:12.215] +CME ERROR: 10'],
  // PuTTY, logging.c.
  'PuTTY': ['=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2022.09.05 12:55:03 =~=~=~=~=~=~=~=~=~=~=~=', 'AT+CPIN?', '+CME ERROR: 10'],
  // electron/services/recording/export/text-format.ts
  'a recording exported here': ['2026-11-22 03:11:07.000 · Opened /dev/ttyUSB2', '2026-11-22 03:11:07.010 → AT+CPIN?', '2026-11-22 03:11:07.014 ← AT+CPIN?', '2026-11-22 03:11:07.020 ← +CME ERROR: 10'],
  'Docklight': ['02/09/2021 10:00:01.111 [TX] - AT+CPIN?', '02/09/2021 10:00:01.130 [RX] - +CME ERROR: 10'],
}

/** What the modem was sent and said, without blank lines, echoes and the program's own lines. */
const exchange = (log: string) =>
  explainLog(log)
    .lines.filter(({ kind }) => !['blank', 'note', 'echo'].includes(kind))
    .map(({ kind, text }) => [kind, text.trim()])

const expected = [
  ['sent', 'AT+CPIN?'],
  ['error', '+CME ERROR: 10'],
]

describe('the same exchange in each program’s format', () => {
  it.each(Object.entries(formats))('%s', (_, lines) => {
    expect(exchange(lines.join('\r\n'))).toStrictEqual(expected)
  })

  it.each([
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('line ends: %s', (_, end) => {
    expect(exchange(['AT+CPIN?', '', '+CME ERROR: 10'].join(end))).toStrictEqual(expected)
  })

  it('colours of a terminal’s capture', () => {
    expect(exchange('\u001b[1;32mAT+CPIN?\u001b[0m\r\n\u001b[31m+CME ERROR: 10\u001b[0m\r\n')).toStrictEqual(expected)
  })
})

describe('hex dumps', () => {
  it.each([
    ['bytes alone', '41 54 2B 43 50 49 4E 3F 0D 0A 0D 0A 2B 43 4D 45\n20 45 52 52 4F 52 3A 20 31 30 0D 0A\n'],
    ['hexdump -C', '00000000  41 54 2b 43 50 49 4e 3f  0d 0a 0d 0a 2b 43 4d 45  |AT+CPIN?....+CME|\n00000010  20 45 52 52 4f 52 3a 20  31 30 0d 0a              | ERROR: 10..|\n0000001c\n'],
    ['xxd', '00000000: 4154 2b43 5049 4e3f 0d0a 0d0a 2b43 4d45  AT+CPIN?....+CME\n00000010: 2045 5252 4f52 3a20 3130 0d0a            ERROR: 10..\n'],
  ])('%s', (_, dump) => {
    expect(exchange(dump)).toStrictEqual(expected)
  })

  it('leaves a message of hex figures as it is', () => {
    expect(explainLog('AT\r\nOK\r\n0102030405060708\r\n').lines.map(({ text }) => text)).toStrictEqual(['AT', 'OK', '0102030405060708', ''])
  })
})

describe('character sets', () => {
  const log = '[17:19:19.391]发→◇AT+CPIN?\r\n[17:19:19.402]收←◆+CME ERROR: 10\r\n'
  const utf16 = (bigEndian: boolean, mark: boolean): Uint8Array =>
    Uint8Array.from([...(mark ? (bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]) : []), ...Array.from(log).flatMap((character) => {
      const code = character.charCodeAt(0)
      return bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8]
    })])
  // 发→◇ and 收←◆ in GBK (GB 18030-2022, double-byte part).
  const gbk = Uint8Array.from(Array.from(log).flatMap((character) => ({ 发: [0xb7, 0xa2], 收: [0xca, 0xd5], '→': [0xa1, 0xfa], '←': [0xa1, 0xfb], '◇': [0xa1, 0xf3], '◆': [0xa1, 0xf4] })[character] ?? [character.charCodeAt(0)]))
  it.each([
    ['UTF-8', new TextEncoder().encode(log)],
    ['UTF-16 LE with its mark', utf16(false, true)],
    ['UTF-16 BE with its mark', utf16(true, true)],
    ['UTF-16 LE without a mark, as Tera Term writes it where BOM is off', utf16(false, false)],
    ['GBK', gbk],
  ])('%s', (_, bytes) => {
    expect(exchange(decodeText(bytes).text)).toStrictEqual(expected)
  })
})
