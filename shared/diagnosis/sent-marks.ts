import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

/** Quotation marks and commas that documents and web pages put in place of ASCII's. */
const typographic = /[“”„‟＂‘’，]/

/** Command lines in a row that were echoed and got no answer. */
const fewest = 2

export const hasTypographicMarks = (command: string): boolean => typographic.test(command.replace(/"[^"]*"/g, ''))

export const typographicMarks = (command: string): Failure => ({
  code: 'modem.typographic-marks',
  stage: 'modem',
  what: text('The command has typographic quotation marks or full-width commas; a modem knows only ASCII ones.', '指令里有中文引号或全角逗号，模组只认英文的。'),
  next: text('Type them anew as " and , : text copied from a web page or document often brings the others.', '改成英文 " 和 , 再发：从网页或文档复制常会带进中文标点。'),
  evidence: command,
})

/** The echo shows that the line works; the modem never saw the end of a command. */
export const echoOnly = (command: string): Failure => ({
  code: 'port.echo-only',
  stage: 'port',
  what: text('Commands are echoed and never answered: the terminal does not send a carriage return at their end.', '指令有回显但一直没有应答：终端发出的指令结尾没有回车（CR）。'),
  next: text(
    'Let the terminal send CR, or CR and LF (ESP-AT needs both; in SSCOM tick 加回车换行); LF alone ends nothing. If it stays, an earlier command still waits for its data: send Ctrl-Z or Esc, or power-cycle.',
    '让终端发送 CR 或 CR+LF（ESP-AT 两个都要；SSCOM 勾选“加回车换行”），只发 LF 不算结束。仍然如此，可能前一条指令还在等数据：发 Ctrl-Z 或 Esc，或重新上电。',
  ),
  evidence: command,
})

/** Commands whose echo came and nothing else. */
export class Echoes {
  #command = ''
  #line = 0
  #count = 0

  echo(command: string, line: number): void {
    this.#count++
    this.#command = command
    this.#line = line
  }

  answered(): void {
    this.#count = 0
  }

  /** At the log's end. */
  end(): { readonly failure: Failure; readonly line: number } | undefined {
    return this.#count >= fewest ? { failure: echoOnly(this.#command), line: this.#line } : undefined
  }
}
