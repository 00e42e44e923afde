import { expect, it } from 'vitest'
import { planCommand, type ExportChoice } from './plan.ts'
import { UsageError } from './usage-error.ts'

const set = ['host=h.example', 'tls=none', 'clientId=ec20', 'username=dev', 'password=sesame-1234']

const printed = async (options: ExportChoice & { readonly json?: boolean }) => {
  const lines: string[] = []
  const remarks: string[] = []
  const code = await planCommand({ modem: 'quectel-ec20', cloud: 'mqtt', set, lang: 'en', ...options }, { line: (text) => lines.push(text), remark: (text) => remarks.push(text) })
  return { code, text: lines.join('\n'), remarks: remarks.join('\n') }
}

it.each(['at', 'qcom', 'sscom', 'python', 'c', 'markdown'])('prints the plan as %s, with the password only when asked for', async (format) => {
  const masked = await printed({ format })
  expect(masked.code).toBe(0)
  expect(masked.text).toContain('QMTCONN=0')
  expect(masked.text + masked.remarks).not.toContain('sesame-1234')
  expect(masked.remarks).toContain('<PASSWORD>')
  expect((await printed({ format, withSecrets: true })).text).toContain('sesame-1234')
})

it('refuses what does not fit together', async () => {
  await expect(printed({ format: 'xml' })).rejects.toThrow(UsageError)
  await expect(printed({ format: 'c', json: true })).rejects.toThrow(UsageError)
  await expect(printed({ withSecrets: true })).rejects.toThrow(UsageError)
})
