import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { explainCommand, type ExplainOptions } from './explain.ts'
import { UsageError } from './usage-error.ts'

const transcript = (name: string) => fileURLToPath(new URL(`../../test/transcripts/${name}.txt`, import.meta.url))

async function explain(file: string, options: ExplainOptions = {}, stdin = new Uint8Array()) {
  const lines: string[] = []
  const code = await explainCommand(file, options, { line: (text) => lines.push(text), remark: () => undefined }, async () => stdin)
  return { code, text: lines.join('\n') }
}

it('names what failed in a recorded session, in words and as JSON', async () => {
  const words = await explain(transcript('luat-thingscloud-5s'), { lang: 'en' })
  expect(words.code).toBe(1)
  expect(words.text).toContain('✗ [mqtt] 37: The server closed the connection because no login came in time.')
  const { text, code } = await explain(transcript('simcom-sim7600-aws-connect-fail-26'), { json: true })
  expect(code).toBe(1)
  expect(JSON.parse(text)).toMatchObject({ modem: 'simcom-sim7600', cloud: 'aws', isConnected: false, verdict: { evidence: '+CMQTTCONNECT: 0,26' } })
})

it('finds nothing wrong in a session that went well, and prints no secret of it', async () => {
  const { code, text } = await explain(transcript('air780ep-aliyun-direct-mqtt'))
  expect(code).toBe(0)
  expect(text).not.toContain('0f655b12adf519b9a7a2b0a990f398b6')
})

it('reads a log in GBK from standard input', async () => {
  // 发→◇ and 收←◆ as GBK writes them (GB 18030-2022, double-byte part).
  const sent = [0xb7, 0xa2, 0xa1, 0xfa, 0xa1, 0xf3]
  const received = [0xca, 0xd5, 0xa1, 0xfb, 0xa1, 0xf4]
  const ascii = (line: string) => new TextEncoder().encode(line)
  const log = Uint8Array.from([...sent, ...ascii('AT+CPIN?\r\n'), ...received, ...ascii('+CME ERROR: 10\r\n')])
  const { code, text } = await explain('-', { json: true }, log)
  expect(code).toBe(1)
  expect(JSON.parse(text)).toMatchObject({ lines: [{ text: 'AT+CPIN?' }, { text: '+CME ERROR: 10' }, { text: '' }], verdict: { stage: 'sim', line: 2 } })
})

it('calls a file that cannot be read bad usage', async () => {
  await expect(explain(transcript('there-is-none'))).rejects.toThrow(UsageError)
})
