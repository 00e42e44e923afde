import { cmsReason } from '../at/cms-errors.ts'
import { isUnsolicited, responsePrefix } from '../at/classify-line.ts'
import { commandsOf, isCommandLine, type CommandLine } from '../at/command-line.ts'
import { describeCommonCommand } from '../at/common-commands.ts'
import { describeCommonAnswer } from '../at/describe-answer.ts'
import { isFinalResult } from '../at/final-result.ts'
import { answerName, bad, good, type Described } from '../at/line-words.ts'
import { text, type Text } from '../text/local-text.ts'
import { dataAskedBy, dataCarriedBy, RunningData, type AskedData } from './expected-data.ts'
import type { LoggedLine } from './mask-log.ts'
import { terminalRemark } from './terminal-remarks.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `echo`: the modem's repetition. `data`: what no command and no answer is: messages, files. `note`: the terminal's own. */
export type LineKind = 'blank' | 'sent' | 'echo' | 'answer' | 'ok' | 'error' | 'urc' | 'boot' | 'prompt' | 'data' | 'note' | 'unknown'

export type ReadLine = { readonly kind: LineKind; readonly words?: Text; readonly isFailure: boolean }

export const unknownCommand = text('a command that is unknown here', '未识别的指令')
export const unknownWords = text('unknown', '未识别')

const finals: Readonly<Record<string, Described>> = {
  OK: good(text('done', '完成')),
  ERROR: bad(text('refused', '被拒绝')),
  CONNECT: good(text('ready for data', '可以发送数据')),
  'NO CARRIER': bad(text('the connection is gone', '连接已断')),
  'NO DIALTONE': bad(text('no dial tone', '无拨号音')),
  'NO ANSWER': bad(text('nobody answers', '无人接听')),
  BUSY: bad(text('busy', '对方忙')),
  ABORTED: bad(text('called off', '已中止')),
  'COMMAND NOT SUPPORT': bad(text('the module does not know this command', '模组不支持该指令')),
  'SEND OK': good(text('sent', '已发送')),
  'SEND FAIL': bad(text('sending failed', '发送失败')),
  FAIL: bad(text('failed', '失败')),
  DOWNLOAD: good(text('ready for data', '可以发送数据')),
  'CLOSE OK': good(text('closed', '已关闭')),
  'SHUT OK': good(text('data taken down', '已关闭数据连接')),
  RING: good(text('a call comes in', '来电')),
}

/** V.250, 5.7.1: results as figures, after ATV0. */
const figures: Readonly<Record<string, Described>> = {
  0: good(text('OK as a figure (ATV0)', 'OK 的数字形式（ATV0）')),
  4: bad(text('ERROR as a figure (ATV0)', 'ERROR 的数字形式（ATV0）')),
}

/** What a line without a name means as the answer to a question. */
const bareAnswers: Readonly<Record<string, Text>> = {
  I: text('what the module says of itself', '模组信息'),
  '+CGMI': text('the maker', '厂家'),
  '+GMI': text('the maker', '厂家'),
  '+CGMM': text('the model', '型号'),
  '+GMM': text('the model', '型号'),
  '+CGMR': text('the firmware version', '固件版本'),
  '+GMR': text('the firmware version', '固件版本'),
  '+QGMR': text('the firmware version', '固件版本'),
  '+LGMR': text('the firmware version', '固件版本'),
  '+CGSN': text('the IMEI', 'IMEI'),
  '+GSN': text('the IMEI', 'IMEI'),
  '+CIMI': text('the IMSI', 'IMSI'),
  '+CIFSR': text('the IP address', 'IP 地址'),
  '+CCID': text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+SIMCOMATI': text('what the module says of itself', '模组信息'),
  '+CSUB': text('the firmware’s sub-version', '固件子版本'),
  '&V': text('settings in force', '当前设置'),
  '+CLAC': text('a command that the module knows', '支持的指令'),
  '%SHORTSWVER': text('the firmware version', '固件版本'),
}

const starts = good(text('the module starts', '模组启动'))
const goesDown = good(text('the module goes down', '模组关机'))

/** MediaTek's boot ROM, as Quectel's BC26 prints it. */
const bootRom = /^(?:[0-9A-Z]\d?: [0-9A-F]{4} [0-9A-F]{4}(?: \[\d{4}\])?|Leaving the BROM)$/

const echoWords = text('echo of the command', '指令回显')

/** Reads a log's lines one after another and says of each what it is and means. What only several lines together tell is not its work. */
export class LineReader {
  readonly #families: readonly Vocabulary[]
  /** Lines come again and again; their words do not depend on where. */
  readonly #known = new Map<string, Described | null>()
  readonly #commands = new Map<string, { readonly words: Text; readonly first: CommandLine | undefined; readonly asked: AskedData | undefined }>()
  #command = ''
  #first: CommandLine | undefined
  #isAnswered = true
  /** The line before was this command: what is the same once more is its echo. */
  #justSent = ''
  #asked: AskedData | undefined
  #data: RunningData | undefined
  /** nRF: topic and content follow a message's line, each on its own. */
  #messageLines = 0
  #lastData = ''

  constructor(families: readonly Vocabulary[]) {
    this.#families = families
  }

  /** The command that what comes now answers; empty before the first. */
  get command(): string {
    return this.#command
  }

  /** Its name, `+CSQ`; as it stands where it is none that V.250 knows. */
  get commandName(): string {
    return this.#first?.name ?? this.#command
  }

  read({ text: line, direction }: Pick<LoggedLine, 'text' | 'direction'>): ReadLine {
    const trimmed = line.trim()
    if (trimmed === '') return { kind: 'blank', isFailure: false }
    if (direction === 'note') return { kind: 'note', words: terminalRemark(trimmed) ?? text('from the terminal program, not from the modem', '终端软件自己的提示，不是模组发的'), isFailure: false }
    if (direction === 'sent' ? /^AT/i.test(trimmed) : isCommandLine(trimmed)) return this.#sent(trimmed, direction)
    this.#justSent = ''
    if (direction === 'received' && trimmed === this.#lastData) return { kind: 'echo', words: text('echo of the data', '数据回显'), isFailure: false }
    const data = this.#takeData(trimmed, direction)
    if (data) return data
    if (direction === 'sent') return this.#asData(trimmed, text('sent data', '发送的数据'))
    return this.#received(trimmed)
  }

  #sent(line: string, direction: LoggedLine['direction']): ReadLine {
    if (line === this.#justSent || (direction === 'received' && line === this.#command)) {
      this.#justSent = ''
      return { kind: 'echo', words: echoWords, isFailure: false }
    }
    this.#justSent = line
    this.#command = line
    this.#isAnswered = false
    this.#data = undefined
    this.#lastData = ''
    let known = this.#commands.get(line)
    if (!known) {
      known = { words: this.#describeCommand(line) ?? unknownCommand, first: commandsOf(line)[0], asked: dataAskedBy(line) }
      this.#commands.set(line, known)
    }
    const { words } = known
    this.#first = known.first
    this.#asked = known.asked
    return { kind: words === unknownCommand ? 'unknown' : 'sent', words, isFailure: false }
  }

  /** Command by command, for a line may join them: common ones and the families'. */
  #describeCommand(line: string): Text | undefined {
    for (const { describeCommand } of this.#families) {
      const words = describeCommand(line)
      if (words) return words
    }
    const common = describeCommonCommand(line)
    if (common) return common
    const parts = line.slice(2).split(/;(?=\s*[+#%^*$&])/)
    if (parts.length < 2) return undefined
    const each = parts.map((part) => this.#describeCommand(`AT${part.trim()}`))
    if (each.includes(undefined)) return undefined
    const all = each.filter((words) => words !== undefined)
    return text(all.map(({ en }) => en).join('; '), all.map(({ zh }) => zh).join('；'))
  }

  #takeData(line: string, direction: LoggedLine['direction']): ReadLine | undefined {
    if (this.#messageLines > 0) {
      const isTopic = this.#messageLines === 2
      this.#messageLines--
      return this.#asData(line, isTopic ? text('the topic', '主题') : text('the message', '消息内容'))
    }
    const prompt = /^>\s?(.*)$/.exec(line)
    if (prompt) {
      const held = prompt[1] ?? ''
      this.#data = this.#asked && new RunningData(this.#asked)
      if (held === '') return { kind: 'prompt', words: text('waits for data', '等待输入数据'), isFailure: false }
      const what = this.#asked?.what ?? text('data', '数据')
      if (!this.#data?.take(held)) this.#data = undefined
      return this.#asData(held, what)
    }
    if (/^(?:CONNECT|DOWNLOAD)$/.test(line) && this.#asked) {
      this.#data = new RunningData(this.#asked)
      return undefined
    }
    if (line === 'OK' && this.#asked?.opensOnOk) {
      this.#data = new RunningData(this.#asked)
      this.#asked = undefined
      return undefined
    }
    if (!this.#data) return undefined
    if (this.#endsData(line, direction)) {
      this.#data = undefined
      return undefined
    }
    const { what } = this.#data
    if (!this.#data.take(line)) this.#data = undefined
    return this.#asData(line, what)
  }

  /** A result, the command's own answer or another known line: the log does not show the data, or not all of it. */
  #endsData(line: string, direction: LoggedLine['direction']): boolean {
    if (direction === 'sent') return false
    if (isFinalResult(line)) return true
    const own = responsePrefix(this.#command)
    if (own !== undefined && line.startsWith(own)) return true
    return /^[+#%^*][A-Z][A-Z0-9_]+: ?/.test(line) && this.#describe(line) !== undefined
  }

  #asData(line: string, what: Text): ReadLine {
    this.#lastData = line
    return { kind: 'data', words: what, isFailure: false }
  }

  #received(line: string): ReadLine {
    const final = this.#final(line)
    if (final) return final
    const remark = terminalRemark(line)
    if (remark) return { kind: 'note', words: remark, isFailure: false }
    const marked = /^\[(data|urc)\]\s*/.exec(line)
    if (marked?.[1] === 'data') return this.#asData(line, text('data that is sent', '发送的数据'))
    const content = marked ? line.slice(marked[0].length) : line
    const carried = dataCarriedBy(content)
    if (carried) this.#data = new RunningData(carried)
    if (content.startsWith('#XMQTTMSG:')) this.#messageLines = 2
    const boot = this.#boot(content)
    if (boot) return { kind: 'boot', ...boot }
    const described = this.#describe(content)
    if (described) return { kind: described.isFailure ? 'error' : this.#isUrc(content) ? 'urc' : 'answer', ...described }
    return this.#bare(content)
  }

  #final(line: string): ReadLine | undefined {
    const reason = cmsReason(line)
    if (reason) return this.#end({ kind: 'error', words: text(`short messages: ${reason.en}`, `短信错误：${reason.zh}`), isFailure: true })
    if (line.startsWith('+CME ERROR:')) return this.#end({ kind: 'error', isFailure: true })
    const glued = /^OK ([+#%^*].*)$/.exec(line)?.[1]
    const rest = glued === undefined ? undefined : this.#describe(glued)
    if (rest) return this.#end({ kind: rest.isFailure ? 'error' : 'ok', ...rest })
    // With its speed, as modems for dial-up print it.
    const known = finals[/^CONNECT \d+$/.test(line) ? 'CONNECT' : line]
    // Also a link's end that came by itself, which the families word.
    if (known && !(line === 'CONNECT' && this.#isAnswered && !this.#asked)) {
      return this.#end({ kind: known.isFailure ? 'error' : 'ok', ...known }, /^(?:CONNECT|DOWNLOAD|RING)/.test(line))
    }
    const figure = !this.#isAnswered && /^[0-8]$/.test(line) ? figures[line] : undefined
    return figure && this.#end({ kind: figure.isFailure ? 'error' : 'ok', ...figure })
  }

  #end(read: ReadLine, goesOn = false): ReadLine {
    if (!goesOn) this.#isAnswered = true
    return read
  }

  #boot(line: string): Described | undefined {
    if (bootRom.test(line)) return good(text('the boot ROM speaks', 'Boot ROM 输出'))
    // A maker's name is its answer to AT+CGMI, too.
    if (!this.#isAnswered && Object.hasOwn(bareAnswers, this.#first?.name ?? '')) return undefined
    if (!this.#families.some(({ restartLines }) => restartLines.includes(line))) return undefined
    return /POWER(?:ED)? DOWN/.test(line) ? goesDown : starts
  }

  #describe(line: string): Described | undefined {
    const known = this.#known.get(line)
    if (known !== undefined) return known ?? undefined
    const [own, ...others] = this.#families
    let found = own?.describe(line) ?? describeCommonAnswer(line)
    for (const { describe } of others) found ??= describe(line)
    this.#known.set(line, found ?? null)
    return found
  }

  #isUrc(line: string): boolean {
    if (this.#isAnswered) return true
    return isUnsolicited(line, this.#command, this.#families[0]?.urcPrefixes ?? [])
  }

  #bare(line: string): ReadLine {
    const command = this.#first
    const words = command && !this.#isAnswered && command.form !== 'set' && (command.name === '&V' || !/^[+#%^*]/.test(line)) && Object.hasOwn(bareAnswers, command.name) ? bareAnswers[command.name] : undefined
    if (words) return { kind: 'answer', words, isFailure: false }
    const name = answerName(line)
    if (name !== undefined && command?.form === 'test' && name === command.name) return { kind: 'answer', words: text('possible values', '可用取值'), isFailure: false }
    // Noise or a line cut short, or the answer of a command that nobody has put into words.
    if (name !== undefined && name === command?.name) return { kind: 'unknown', words: text(`unknown answer to ${name}`, `${name} 的应答，含义未识别`), isFailure: false }
    return { kind: 'unknown', words: unknownWords, isFailure: false }
  }
}
