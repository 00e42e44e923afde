import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { concat, latin1, utf8 } from '../../text/bytes.ts'
import { encodeAs } from '../../text/charset.ts'
import { commandsIn, newCommand, newGroup, newPage, type QuickCommand } from '../schema.ts'
import { writeOwn } from '../write/own.ts'
import { writeSscom } from '../write/sscom.ts'
import { readList } from './index.ts'

const vector = (name: string): Uint8Array => new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../test/vectors/quick-commands/${name}`, import.meta.url))))

const gbk = (text: string): Uint8Array => {
  const encoded = encodeAs('gb18030', text)
  if (!encoded.ok) throw new Error(encoded.found)
  return encoded.bytes
}

const counted = (): (() => string) => {
  let count = 0
  return () => `n${++count}`
}

const read = (bytes: Uint8Array, name = 'list.ini') => {
  const result = readList({ name, bytes }, counted())
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const commandsOf = (bytes: Uint8Array): readonly QuickCommand[] => read(bytes).pages.flatMap(commandsIn)
const brief = ({ name, content, form, ending, order, delayMs }: QuickCommand) => [name, content, form, ending, order, delayMs]
const told = (bytes: Uint8Array) => read(bytes).problems.map(({ line, what, quote, isLeftOut }) => [line, isLeftOut, what.en, quote])

describe('SSCOM', () => {
  it('reads what SSCOM 5.13 wrote: U+0002 is a comma, the switch for a new line counts for every text', () => {
    const { format, encoding, pages, problems } = read(vector('sscom-5.13-mt825.ini'), 'sscom51.ini')
    expect({ format, encoding, problems, names: pages.map(({ name }) => name) }).toStrictEqual({ format: 'sscom', encoding: 'GBK', problems: [], names: ['sscom51'] })
    const commands = pages.flatMap(commandsIn)
    expect(commands).toHaveLength(30)
    expect(commands.slice(0, 3).map(brief)).toStrictEqual([
      ['', 'STEP 1 - Setup APN', 'text', 'CRLF', 1, 1000],
      ['SET APN', 'cmd:apn,hologram,,#', 'text', 'CRLF', 3, 1000],
      ['', 'STEP 2 - Setup IP/Port ', 'text', 'CRLF', 0, 1000],
    ])
    expect(commands.slice(-4).map(({ content }) => content)).toStrictEqual(['AT+COPS=4,2,"302653"', 'AT+COPS?', 'AT+COPS=?', 'AT+COPS=1,0,"Telus 3G",8'])
  })

  it('reads the list that SSCOM 5.12 begins with: hex, text in the PC’s code page, the order of the run', () => {
    expect(commandsOf(vector('sscom-5.12-fysetc.ini')).map((command) => [...brief(command), command.charset])).toStrictEqual([
      ['十六进制数据串1', '13 00 FF 88', 'hex', 'none', 1, 1000, 'session'],
      ['字符串1', 'output string', 'text', 'CRLF', 3, 1000, 'session'],
      ['欢迎语', '欢迎您使用SSCOM!', 'text', 'CRLF', 2, 1000, 'gb18030'],
    ])
  })

  it('reads SSCOM 4: labels have neither order nor delay, N33 to N39 and N81 to N85 are settings', () => {
    const list = read(vector('sscom-4.ini'))
    expect(list.problems).toStrictEqual([])
    expect(list.pages.flatMap(commandsIn)).toHaveLength(32)
    expect(list.pages.flatMap(commandsIn).slice(0, 3).map(brief)).toStrictEqual([
      ['', '13 00 FF 88', 'hex', 'none', 0, 1000],
      ['', 'output string', 'text', 'none', 0, 1000],
      ['', '2', 'text', 'none', 0, 1000],
    ])
  })

  it('tells broken rows with their line and takes the rest', () => {
    const list = gbk(
      ['; SSCOM', 'N101=1,查信号,500', 'N1=A,AT+CSQ', 'N102=0,坏,1000', 'N2=H,41 5', 'N103=x,名字,abc', 'N3=A,ATI', '什么都不是', 'N4=T,AT', 'N105=0,没有条目,1000', 'N1=A,AT+CREG?', 'N1057=,Y'].join('\r\n'),
    )
    expect(commandsOf(list).map(brief)).toStrictEqual([
      ['查信号', 'AT+CSQ', 'text', 'CRLF', 1, 500],
      ['名字', 'ATI', 'text', 'CRLF', 0, 1000],
    ])
    expect(told(list)).toStrictEqual([
      [5, true, 'These are no whole bytes in hex, such as 41 54 0D.', 'N2=H,41 5'],
      [6, false, 'The place in the run is no number; the entry was taken without one.', 'N103=x,名字,abc'],
      [6, false, 'The delay is no number of ms; 1000 stands in for it.', 'N103=x,名字,abc'],
      [8, true, 'This is neither an entry (N1=A,…) nor a comment.', '什么都不是'],
      [9, true, 'Behind = there must be A (text) or H (hex) and a comma.', 'N4=T,AT'],
      [10, true, 'This names an entry N5 that is not there.', 'N105=0,没有条目,1000'],
      [11, true, 'There are two entries N1; the first was taken.', 'N1=A,AT+CREG?'],
    ])
  })

  it.each([
    ['UTF-8 with its mark', concat([Uint8Array.of(0xef, 0xbb, 0xbf), utf8('N101=0,信号,1000\r\nN1=A,AT+CSQ\r\n')])],
    ['UTF-16, little end first', Uint8Array.from([0xff, 0xfe, ...Array.from('N101=0,信号,1000\r\nN1=A,AT+CSQ\r\n').flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8])])],
    ['GBK', gbk('N101=0,信号,1000\r\nN1=A,AT+CSQ\r\n')],
  ])('reads a list in %s', (_, bytes) => {
    expect(commandsOf(bytes).map(({ name }) => name)).toStrictEqual(['信号'])
  })

  it('keeps commas that somebody wrote by hand', () => {
    expect(commandsOf(utf8('N20=A,$SETIP,192,168,0,10\r\n')).map(({ content }) => content)).toStrictEqual(['$SETIP,192,168,0,10'])
  })
})

describe('QCOM', () => {
  it('reads a list of the community: empty rows are none, an empty delay is the common one, the rounds are the page’s', () => {
    const { format, pages, problems } = read(vector('qcom-ec20.ini'), 'EC20.ini')
    expect({ format, problems, name: pages[0]?.name, rounds: pages[0]?.rounds }).toStrictEqual({ format: 'qcom', problems: [], name: 'EC20', rounds: 10 })
    const commands = pages.flatMap(commandsIn)
    expect(commands).toHaveLength(13)
    expect([commands[0], commands[8]].map((command) => command && brief(command))).toStrictEqual([
      ['', 'AT', 'text', 'CRLF', 0, 1000],
      ['', 'AT+QIOPEN=1,0,"TCP","117.50.111.72",8902,0,0', 'text', 'CRLF', 0, 1000],
    ])
  })

  it('reads bytes and rows without a line end', () => {
    expect(commandsOf(vector('qcom-ac7670.ini')).filter(({ form }) => form === 'hex').map(brief)).toStrictEqual([
      ['', '1A', 'hex', 'none', 0, 1000],
      ['', '1A', 'hex', 'none', 0, 1000],
    ])
    expect(commandsOf(vector('qcom-l610.ini')).find(({ form }) => form === 'hex')?.content).toBe('31 32 33 34 35 36 37 38 39 30 61 62 63 64 65')
  })

  it('tells broken entries with their line, and takes the chosen ones as a run', () => {
    const list = utf8(['[SET]', 'RunTimes=0', 'DelayTime=200', '[1]', 'Cho=1', 'CMD=AT', 'Delay=50', 'HEX=0', 'Enter=1', '[2]', 'CMD=4G', 'HEX=1', '[three]', 'CMD=AT', '[4]', 'Cho=yes', 'Delay=soon', 'CMD=ATI', 'rubbish', '[5]', 'Cho=1', 'CMD=AT+CSQ', '[6]', 'Delay=1'].join('\n'))
    expect(read(list).pages.map(({ rounds }) => rounds)).toStrictEqual([0])
    expect(commandsOf(list).map(brief)).toStrictEqual([
      ['', 'AT', 'text', 'CRLF', 1, 50],
      ['', 'ATI', 'text', 'CRLF', 0, 200],
      ['', 'AT+CSQ', 'text', 'CRLF', 2, 200],
    ])
    expect(told(list)).toStrictEqual([
      [11, true, 'These are no whole bytes in hex, such as 41 54 0D.', '4G'],
      [13, true, 'Entries of QCOM are numbered; this section is none.', '[three]'],
      [16, false, 'CHO is 0 or 1; 0 stands in for it.', 'CHO=yes'],
      [17, false, 'The delay is no number of ms; 200 stands in for it.', 'Delay=soon'],
      [19, true, 'This is neither a section ([1]) nor a value (CMD=…).', 'rubbish'],
      [23, true, 'The entry has no CMD.', '[6]'],
    ])
  })
})

describe('llcom', () => {
  it('reads an exported page; line breaks become escapes, bytes are taken as llcom takes them, broken entries are told', () => {
    const list = vector('llcom.lclst')
    expect(commandsOf(list).map(brief)).toStrictEqual([
      ['信号', 'AT+CSQ', 'text', 'session', 0, 1000],
      ['', '41 54 0D 0A', 'hex', 'none', 0, 1000],
      ['短信', 'AT+CMGS="10086"\\r\\n你好\\\\r', 'escapes', 'session', 0, 1000],
    ])
    expect(told(list)).toStrictEqual([
      [1, false, 'Entry 3: its receive script is llcom’s own and does not run here.', 'sms'],
      [1, true, 'Entry 4: a digit is missing: hex has two for each byte.', '{"id":4,"text":"4","hex":true,"commit":"坏"}'],
      [1, true, 'Entry 6: it has no text.', '{"id":6,"commit":"没有内容"}'],
    ])
  })

  it('reads the pages of its settings with their names, its line end and its code page', () => {
    const settings = { encoding: 936, extraEnter: true, quickListName0: '常用', quickListName1: '未命名1', quickSendList: [[{ id: 1, text: 'AT', hex: false, commit: '发送' }], [], [{ id: 1, text: '你好', hex: false, commit: '问好' }, 7]] }
    const list = read(utf8(JSON.stringify(settings, null, 2)), 'settings.json')
    expect(list.pages.map((page) => [page.name, ...commandsIn(page).map((command) => [...brief(command), command.charset])])).toStrictEqual([
      ['常用', ['', 'AT', 'text', 'CRLF', 0, 1000, 'gb18030']],
      ['settings 2', ['问好', '你好', 'text', 'CRLF', 0, 1000, 'gb18030']],
    ])
    expect(list.problems.map(({ what }) => what.zh)).toStrictEqual(['第 2 条：没有 text。'])
  })

  it('says where a cut file ends', () => {
    expect(told(utf8('[{"id":1,"text":"AT","hex":false,"commit":"发送"},\n{"id":2,"te'))[0]?.slice(0, 3)).toStrictEqual([2, true, 'The file is no whole JSON: it ends too early, or was changed by hand.'])
  })
})

describe('exports', () => {
  const newId = counted()
  const page = newPage(
    newId,
    '测试',
    [
      newGroup(newId, '', [
        newCommand(newId, { name: '信号, 强度', content: 'AT+CSQ', order: 1, delayMs: 300 }),
        newCommand(newId, { content: 'AT+QMTCFG="version",0,4', ending: 'CRLF' }),
        newCommand(newId, { content: '1A', form: 'hex', ending: 'none' }),
        newCommand(newId, { name: '结束', content: 'hi\\x1A', form: 'escapes', ending: 'none' }),
        newCommand(newId, { content: '你好', charset: 'gb18030' }),
        newCommand(newId, { content: '你好' }),
        newCommand(newId, { content: '4', form: 'hex' }),
      ]),
    ],
    { rounds: 3, wait: 'answer' },
  )

  it('writes SSCOM’s own form, in GBK', () => {
    const { bytes, notes } = writeSscom(page)
    expect(new TextDecoder('gbk').decode(bytes).split('\r\n').filter((line) => line !== '')).toStrictEqual([
      ';"=" + A: text, H: hex bytes; Nx: an entry, N(100+x): its order,name,ms',
      'N101=1,信号\u0002 强度,300',
      'N1=A,AT+CSQ',
      'N102=0,,1000',
      'N2=A,AT+QMTCFG="version"\u00020\u00024',
      'N103=0,,1000',
      'N3=H,1A',
      'N104=0,结束,1000',
      'N4=H,68 69 1A',
      'N105=0,,1000',
      'N5=A,你好',
      'N106=0,,1000',
      'N6=H,E4 BD A0 E5 A5 BD 0D 0A',
      'N107=0,,1000',
      'N7=H,',
      ';主面板字符串发送新行',
      'N1057=,Y',
      ';end',
    ])
    expect(notes.map(({ en }) => en)).toStrictEqual(['Commands that cannot be made into bytes, or have a placeholder in theirs, are left empty: 1.', 'Commands with escapes, another line end or characters beyond GBK are written as hex bytes: 2.'])
  })

  it('reads back what it wrote for SSCOM', () => {
    expect(commandsOf(writeSscom(page).bytes).map(brief)).toStrictEqual([
      ['信号, 强度', 'AT+CSQ', 'text', 'CRLF', 1, 300],
      ['', 'AT+QMTCFG="version",0,4', 'text', 'CRLF', 0, 1000],
      ['', '1A', 'hex', 'none', 0, 1000],
      ['结束', '68 69 1A', 'hex', 'none', 0, 1000],
      ['', '你好', 'text', 'CRLF', 0, 1000],
      ['', 'E4 BD A0 E5 A5 BD 0D 0A', 'hex', 'none', 0, 1000],
    ])
  })

  it('reads its own file back whole, with ids of its own', () => {
    const list = read(writeOwn([page]), 'mine.json')
    expect(list.problems).toStrictEqual([])
    const strip = (pages: readonly (typeof page)[]): unknown => JSON.parse(JSON.stringify(pages, (key, value: unknown) => (key === 'id' ? undefined : value)))
    expect(strip(list.pages)).toStrictEqual(strip([page]))
  })

  it('takes a file of its own with a broken command without it, and says where', () => {
    const broken = new TextDecoder().decode(writeOwn([page])).replace('"order": 1,', '"order": -1,')
    const list = read(utf8(broken))
    expect(list.pages.flatMap(commandsIn)).toHaveLength(6)
    expect(list.problems.map(({ line, what }) => [broken.split('\n')[line - 1]?.trim(), what.en])).toStrictEqual([['{', 'This command cannot be used.']])
    expect(list.problems[0]?.quote).toContain('order')
  })
})

describe('what is no list', () => {
  it.each([
    ['a log', utf8('[10:00:00.000]AT\r\nOK\r\n')],
    ['nothing', new Uint8Array()],
    ['bytes', latin1('\u0000\u0001ÿþ\u0000')],
  ])('refuses %s in words', (_, bytes) => {
    const result = readList({ name: 'x.bin', bytes }, counted())
    expect(result.ok ? result.value : result.failure.code).toBe('quick.unknown-list')
  })
})
