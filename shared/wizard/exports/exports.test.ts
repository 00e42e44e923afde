import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findCloud } from '../../clouds/index.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { findModem } from '../../modems/index.ts'
import { utf8 } from '../../text/bytes.ts'
import { composePlan } from '../compose.ts'
import type { Plan } from '../plan.ts'
import { exportAtScript } from './at-script.ts'
import { exportCPlan } from './c.ts'
import { planExporters } from './index.ts'
import { codeSpan, exportMarkdown } from './markdown.ts'
import { exportPythonPlan, pythonBytes } from './python.ts'
import { exportQcom } from './qcom.ts'
import { exportSscom } from './sscom.ts'

const password = 'hunter2sesame'
const deviceSecret = '390358fc595040aa73221e8393aba86c'
const keyLine = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'
const pem = (name: string, label: string, body: string) => ({ name, bytes: utf8(`-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`) })
const files = { ca: pem('ca.pem', 'CERTIFICATE', 'AAAA'), cert: pem('c.pem', 'CERTIFICATE', 'BBBB'), key: pem('k.pem', 'PRIVATE KEY', keyLine) }

function planOf(modemId: string, cloudId: string, inputs: Inputs, variant?: string): Plan {
  const modem = findModem(modemId)
  const cloud = findCloud(cloudId)
  if (!modem || !cloud) throw new Error('profile missing')
  const { plan, findings } = composePlan(modem, cloud, inputs, { now: 1_700_000_000_000, random: '0123456789abcdef0123456789abcdef' }, variant)
  if (!plan) throw new Error(findings.map(({ code }) => code).join())
  return plan
}

const login = { host: 'h.example', clientId: 'id', username: 'u', password, publishTopic: 'up', subscribeTopic: 'down', payload: '{"a":1}' }
const device = { productKey: 'a1JszCpjS61', deviceName: 'NT35E_06011', deviceSecret, transport: 'tcp' }
const plain = planOf('quectel-ec20', 'mqtt', { ...login, tls: 'none' })
const mutual = planOf('quectel-ec20', 'mqtt', { ...login, tls: 'mutual', ...files })
const lierda = planOf('lierda-nt35e', 'alibaba-iot', device, 'aliauth')
const nrf = planOf('nrf-serial-modem', 'mqtt', { ...login, tls: 'mutual', ...files })
const plans = [plain, mutual, nrf, planOf('quectel-ec20', 'alibaba-iot', device), planOf('lierda-nt35e', 'mqtt', { ...login, tls: 'none' }), lierda]

const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

const inFolder = <T>(use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('every format', () => {
  it.each(planExporters)('$id: no secret unless asked for, and it says where to put them', ({ make }) => {
    for (const plan of plans) {
      const { text, notes, fileName } = make(plan)
      const secrets = plan.steps.flatMap((step) => step.secrets)
      for (const secret of secrets) expect(text).not.toContain(secret)
      if (secrets.length > 0) expect(notes.map(({ en }) => en).join('\n')).toMatch(/Put the secret in place of <[A-Z_0-9]+>/)
      expect(fileName).toMatch(/^[A-Za-z0-9_.-]+$/)
      for (const { en, zh } of notes) for (const secret of secrets) expect(en + zh).not.toContain(secret)
    }
    expect(make(plain, { withSecrets: true }).text).toContain(password)
    expect(make(lierda, { withSecrets: true }).text).toContain(deviceSecret)
  })

  it.each(planExporters)('$id: never a private key', ({ make }) => {
    for (const [plan, withSecrets] of [mutual, nrf].flatMap((each) => [[each, true] as const, [each, false] as const])) {
      const { text, notes } = make(plan, { withSecrets })
      expect(text).not.toContain(keyLine)
      expect(text).not.toContain(Buffer.from(keyLine).toString('hex').toUpperCase())
      expect(text).not.toContain(Buffer.from(keyLine).toString('hex').replace(/..(?!$)/g, '$& ').toUpperCase())
      expect(text).not.toContain('0x4d, 0x49, 0x49')
      expect(notes.map(({ en }) => en).join('\n')).toMatch(/k\.pem is not in the file: (send|put)/)
    }
  })

  it.each([exportAtScript, exportMarkdown, exportQcom, exportSscom])('has every command, in the plan’s order', (make) => {
    for (const plan of plans) {
      // As SSCOM shows it: U+0002 stands for a comma.
      const text = make(plan, { withSecrets: true }).text.replaceAll('\u0002', ',')
      let at = 0
      for (const { send, then } of plan.steps) {
        // A command of several lines goes into a list of lines as bytes.
        const hex = Buffer.from(send).toString('hex').toUpperCase()
        const forms = then?.prompt === 'inline' ? [send, hex, hex.replace(/..(?!$)/g, '$& ')] : [send]
        const found = Math.max(...forms.map((form) => text.indexOf(form, at)))
        expect(found, send).toBeGreaterThanOrEqual(at)
        at = found + 1
      }
    }
  })
})

it.each([exportAtScript, exportCPlan, exportPythonPlan, exportSscom])('marks what stays in the modem, and nothing else', (make) => {
  const flash = planOf('quectel-ec200', 'mqtt', { ...login, tls: 'server', ca: files.ca })
  expect(make(flash).text.match(/stays in the modem/g)).toHaveLength(1)
  expect(make(plain).text).not.toContain('stays in the modem')
})

it('says which values only the running modem gives', () => {
  const register = planOf('luat-air780e', 'alibaba-iot', { productKey: 'a1JszCpjS61', deviceName: 'd1', productSecret: '8LQwOYSZMwp3DFBd', transport: 'tcp' }, 'http-register')
  for (const { make } of planExporters) {
    const { text, notes } = make(register)
    expect(notes.map(({ en }) => en).join('\n')).toContain('{password} is the cloud’s password')
    expect(text).toContain('{password}')
    expect(text).not.toContain('8LQwOYSZMwp3DFBd')
  }
  expect(exportQcom(register).text).toMatch(/Cho=0\r\nCMD=AT\+MCONFIG=[^\r]*\{password\}/)
})

describe('data that is the rest of the command line', () => {
  it('stands in it where it is no secret, and is to be put in where it is', () => {
    const { text, notes } = exportAtScript(nrf, { withSecrets: true })
    expect(text).toContain('\nAT%CMNG=0,1000,0,"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"\n')
    expect(text).toContain('\nAT%CMNG=0,1000,2,"<k.pem>"\n')
    expect(notes.map(({ en }) => en)).toContain('k.pem is not in the file: put its text in place of <k.pem>.')
    expect(exportQcom(nrf).text).toContain('Cho=0\r\nCMD=AT%CMNG=0,1000,2,"<k.pem>"\r\n')
  })

  it('follows an OK that is the result as well', () => {
    expect(exportAtScript(nrf).text).toContain('AT#XMQTTPUB="up","",1,0\n# OK {"a":1}+++ (10 bytes)\n')
    expect(exportMarkdown(nrf).text).toContain('{"a":1}+++')
  })
})

describe('QCOM', () => {
  /** As the lists for QCOM V1.6 in circulation are: [SET], then sections from 1, each with the same five keys. */
  it('has the sections and keys of its lists', () => {
    const { text } = exportQcom(mutual, { withSecrets: true })
    expect(text).toMatch(/^\[SET\]\r\nRunTimes=\d+\r\nDelayTime=\d+\r\n(\[\d+\]\r\nCho=[01]\r\nCMD=[^\r\n]*\r\nDelay=\d*\r\nHEX=[01]\r\nEnter=[01]\r\n)+$/)
    expect(Array.from(text.matchAll(/^\[(\d+)\]/gm), ([, number]) => Number(number))).toStrictEqual(Array.from(text.matchAll(/^CMD=/gm), (_, at) => at + 1))
    expect(text).toContain('CMD=AT+QMTCONN=0,"id","u","hunter2sesame"\r\nDelay=5000\r\nHEX=0\r\nEnter=1')
  })

  it('selects nothing that is still to be filled in', () => {
    expect(exportQcom(plain).text).toContain('Cho=0\r\nCMD=AT+QMTCONN=0,"id","u","<PASSWORD>"')
    expect(exportQcom(mutual, { withSecrets: true }).text).toContain('Cho=0\r\nCMD=<k.pem>\r\n')
  })

  /** A value of a Delphi ini file has at most 2047 characters. */
  it('leaves out data that its file cannot hold', () => {
    const long = planOf('quectel-ec20', 'mqtt', { ...login, tls: 'server', ca: pem('ca.pem', 'CERTIFICATE', 'A'.repeat(1600)) })
    const { text, notes } = exportQcom(long)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(2048)
    expect(text).toContain('Cho=0\r\nCMD=<ca.pem>\r\n')
    expect(notes.map(({ en }) => en).join('\n')).toContain('send it as a file, after CONNECT')
  })

  it('ends a payload by Ctrl-Z, without the line end before it', () => {
    expect(exportQcom(plain).text).toMatch(/Cho=1\r\nCMD=\{"a":1\}\r\nDelay=\d+\r\nHEX=0\r\nEnter=0\r\n\[\d+\]\r\nCho=1\r\nCMD=1A\r\nDelay=\d+\r\nHEX=1\r\nEnter=0/)
  })
})

describe('SSCOM', () => {
  /** As the file's own comments say: A for text, H for hexadecimal; N1xx holds order, label and delay. */
  it('has two lines an entry, in ASCII; U+0002 is a comma, as in the files that SSCOM writes', () => {
    const { text } = exportSscom(plain, { withSecrets: true, language: 'zh' })
    expect(text.replaceAll('\u0002', ',')).toMatch(/^[\r\n -~]*$/)
    const entries = text.split('\r\n').filter((line) => line.startsWith('N'))
    entries.forEach((line, at) => expect(line).toMatch(at % 2 === 0 ? new RegExp(`^N${101 + at / 2}=\\d+,[^,]*,\\d+$`) : new RegExp(`^N${(at + 1) / 2}=(A,|H,([0-9A-F]{2}( |$))*$)`)))
    expect(text).toContain('=A,AT+QMTCONN=0\u0002"id"\u0002"u"\u0002"hunter2sesame"\r\n')
  })

  it('sends a payload as bytes with its Ctrl-Z', () => {
    expect(exportSscom(plain).text).toContain('=H,7B 22 61 22 3A 31 7D 1A\r\n')
  })

  it('leaves out of the round what has a placeholder', () => {
    expect(exportSscom(plain).text.replaceAll('\u0002', ',')).toMatch(/=0,[^,]*,\d+\r\nN\d+=A,AT\+QMTCONN=0,"id","u","<PASSWORD>"/)
  })
})

describe('AT script and Markdown', () => {
  it('has commands bare and all else as comments', () => {
    const lines = exportAtScript(plain).text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines).toStrictEqual(plain.steps.map(({ send }) => send.replace(password, '<PASSWORD>')))
  })

  it('says why, what is waited for and where it is written', () => {
    const { text } = exportMarkdown(plain, { language: 'zh' })
    expect(text.match(/ {3}- 作用: /g)).toHaveLength(plain.steps.length)
    expect(text.match(/ {3}- 依据: /g)).toHaveLength(plain.steps.length)
    expect(text.match(/ {3}- 应答与时限: /g)).toHaveLength(plain.steps.length)
  })

  /** CommonMark 6.1: the span ends at a run of as many backticks; one space at both ends goes. */
  it('has code spans that hold any code', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\\', '"'), minLength: 1 }), (code) => {
        const [, ticks = '', body = ''] = /^(`+)(.*)\1$/.exec(codeSpan(code)) ?? []
        expect(Array.from(body.matchAll(/`+/g), ([run]) => run)).not.toContain(ticks)
        expect(/^ .* $/.test(body) && body.trim() !== '' ? body.slice(1, -1) : body).toBe(code)
      }),
    )
  })
})

describe.runIf(has('python3'))('Python', () => {
  const python = (script: string, input: string): string => execFileSync('python3', ['-c', script], { input, encoding: 'utf8' })

  test('compiles, with and without secrets, in both languages', () => {
    inFolder((folder) => {
      plans.forEach((plan, at) => {
        for (const withSecrets of [true, false]) writeFileSync(join(folder, `p${at}${withSecrets}.py`), exportPythonPlan(plan, { withSecrets, language: withSecrets ? 'zh' : 'en' }).text)
      })
      execFileSync('python3', ['-m', 'py_compile', ...plans.flatMap((_, at) => [`p${at}true.py`, `p${at}false.py`])], { cwd: folder })
    })
  })

  test('has steps that are the plan’s, and patterns that Python takes', () => {
    for (const plan of plans) {
      const { text } = exportPythonPlan(plan, { withSecrets: true })
      const data = text.slice(text.indexOf('SECRETS = {'), text.indexOf('FINAL = '))
      const script = `import json, re, sys
exec(sys.stdin.read())
for each in STEPS:
    for rule in (each.get('line'), each.get('urc')):
        if rule: re.compile(rule[1])
    for name, pattern in each.get('capture', ()): re.compile(pattern)
    for when, send in each.get('recover', ()): re.compile(when)
    if 'poll' in each: re.compile(each['poll'][2])
print(json.dumps([[each['send'], each['timeout']] for each in STEPS]))`
      expect(JSON.parse(python(script, data))).toStrictEqual(plan.steps.map(({ send, expect: { timeoutMs } }) => [send, timeoutMs / 1000]))
    }
  })

  test('has bytes that are the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(pythonBytes(bytes)).toMatch(/^b"[ -~]*"$/)
      }),
    )
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    expect(python('import ast, sys; print(ast.literal_eval(sys.stdin.read()).hex())', pythonBytes(all)).trim()).toBe(Buffer.from(all).toString('hex'))
  })

  test('keeps quotes, backslashes and other scripts in a command', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('"', '\\', "'", '中', '😀', '{', '}', '%', '#', '*/', '\u2028') }), { minLength: 20, maxLength: 20 }), (sends) => {
        const first = plain.steps[0]
        if (!first) throw new Error('no step')
        const plan = { ...plain, steps: sends.map((send) => ({ ...first, send })) }
        const { text } = exportPythonPlan(plan, { withSecrets: true })
        const data = text.slice(text.indexOf('SECRETS = {'), text.indexOf('FINAL = '))
        expect(JSON.parse(python("import json, sys\nexec(sys.stdin.read())\nprint(json.dumps([each['send'] for each in STEPS]))", data))).toStrictEqual(sends)
      }),
      { numRuns: 10 },
    )
  })

  /** A stand-in for pyserial that answers as the EC2x MQTT and AT manuals say an EC20 does. */
  const modem = `import re
class Serial:
    in_waiting = 0
    def __init__(self, *args): self.out, self.held, self.sent = b'', b'', []
    def __enter__(self): return self
    def __exit__(self, *args): pass
    def read(self, size):
        out, self.out = self.out, b''
        return out
    def write(self, data):
        self.held += data
        if self.held.endswith(b'\\x1a'):
            self.held, self.out = b'', b'\\r\\nOK\\r\\n\\r\\n+QMTPUB: 0,1,0\\r\\n'
        elif self.held.endswith(b'\\r'):
            line, self.held = self.held[:-1].decode(), b''
            with open('sent.txt', 'a', encoding='utf-8') as log: log.write(line + '\\n')
            answers = [('AT+CPIN?', '+CPIN: READY'), ('AT+CSQ', '+CSQ: 20,99'), ('AT+CGATT?', '+CGATT: 1'), ('AT+CREG?', '+CREG: 0,1'), ('AT+CEREG?', '+CEREG: 0,1'), ('AT+CGREG?', '+CGREG: 0,1'),
                ('ATI', 'Quectel\\r\\nEC20F\\r\\nRevision: EC20CEFAGR06A07M4G'), ('AT+COPS?', '+COPS: 0,0,"CHINA MOBILE",7')]
            info = next((text for start, text in answers if line == start), '+CGPADDR: 1,"10.0.0.1"' if line.startswith('AT+CGPADDR') else '')
            urc = {'QMTOPEN': '+QMTOPEN: 0,0', 'QMTCONN': '+QMTCONN: 0,0,CODE', 'QMTSUB': '+QMTSUB: 0,1,0,1'}
            name = re.match(r'AT\\+(\\w+)=', line)
            later = urc.get(name.group(1)) if name else None
            if line.startswith('AT+QMTPUB='): self.out = (line + '\\r\\r\\n> ').encode()
            else: self.out = (line + '\\r\\r\\n' + (info + '\\r\\n\\r\\n' if info else '') + 'OK\\r\\n' + ('\\r\\n' + later + '\\r\\n' if later else '')).encode()
`

  const runIn = (folder: string, code: string) => {
    writeFileSync(join(folder, 'serial.py'), modem.replace('CODE', code))
    writeFileSync(join(folder, 'plan.py'), exportPythonPlan(plain, { withSecrets: true }).text)
    return spawnSync('python3', ['plan.py', 'COM1'], { cwd: folder, encoding: 'utf8' })
  }

  test('walks the plan to its end, and stops at a refused login', () => {
    inFolder((folder) => {
      mkdirSync(join(folder, 'a'))
      const good = runIn(join(folder, 'a'), '0')
      expect(good.stderr).toBe('')
      expect(good.stdout).toMatch(/done\n$/)
      mkdirSync(join(folder, 'b'))
      const refused = runIn(join(folder, 'b'), '5')
      expect(refused.stderr).toContain('failed: +QMTCONN: 0,0,5')
      expect(refused.status).toBe(1)
    })
  })

  test('asks for the secrets that were left out before it opens a port', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'serial.py'), '')
      writeFileSync(join(folder, 'plan.py'), exportPythonPlan(plain).text)
      expect(spawnSync('python3', ['plan.py', 'COM1'], { cwd: folder, encoding: 'utf8' }).stderr).toContain('<PASSWORD>')
    })
  })
})

describe('C', () => {
  it('has secrets as macros, and stops the compiler without them', () => {
    const { text } = exportCPlan(plain)
    expect(text).toContain('.send = "AT+QMTCONN=0,\\"id\\",\\"u\\",\\"" PASSWORD "\\""')
    expect(text).toContain('#error "PASSWORD is missing')
  })

  test.runIf(has('gcc'))('compiles as C99 without a warning', () => {
    inFolder((folder) => {
      plans.forEach((plan, at) => {
        const { text } = exportCPlan(plan, { language: 'zh' })
        const macros = Array.from(text.matchAll(/#ifndef (\w+)/g), ([, name]) => `-D${name}="x"`)
        const source = join(folder, `p${at}.c`)
        writeFileSync(source, text)
        execFileSync('gcc', ['-std=c99', '-Wall', '-Wextra', '-Wno-missing-field-initializers', '-Werror', '-c', '-o', join(folder, 'o'), ...macros, source])
      })
    })
  })

  it('keeps comments closed, whatever they hold', () => {
    const [first] = plain.steps
    if (!first) throw new Error('no step')
    const title = { en: 'a */ int x; /*\n#error', zh: 'a' }
    const { text } = exportCPlan({ ...plain, steps: [{ ...first, title }] })
    expect(text).toContain(`/* ${first.stage}: a * / int x; / * #error */`)
  })
})
