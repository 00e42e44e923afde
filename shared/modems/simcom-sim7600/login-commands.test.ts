import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { simcomLogin } from './login-commands.ts'

const base = { host: 'h.example', port: 1883, transport: 'tcp', clientId: 'c' } as const
const file = (size: number) => ({ name: 'x.pem', bytes: new Uint8Array(size).fill(0x41) })

test('mutual TLS to AWS as the recorded SIM7600EI session has it', () => {
  const login = { host: 'a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com', port: 8883, transport: 'tls', clientId: 'SIMCom_client01' } as const
  const { lines, findings } = simcomLogin.make({ ...login, ca: file(1188), certificate: file(1220), privateKey: file(1679) })
  expect(findings).toStrictEqual([])
  const recorded = readFileSync(new URL('../../../test/transcripts/simcom-sim7600-aws-pub-ok.txt', import.meta.url), 'utf8').split('\n')
  const ours = new Set(lines.map(({ send }) => send))
  const commands = recorded.filter((line) => /^AT\+(?:CSSLCFG|CMQTTSTART|CMQTTACCQ|CMQTTSSLCFG)/.test(line))
  expect(commands).toHaveLength(8)
  expect(commands.filter((command) => !ours.has(command))).toStrictEqual([])
  // The session keeps alive for 60 s; Alibaba and AWS take 30 to 1200.
  expect(recorded).toContain('AT+CMQTTCONNECT=0,"tcp://a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com:8883",60,1')
  expect(lines.at(-1)).toMatchObject({ send: 'AT+CMQTTCONNECT=0,"tcp://a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com:8883",120,1', expect: '+CMQTTCONNECT: 0,0', secret: false })
  expect(lines.slice(0, 3).map(({ send, expect: prompt }) => [send, prompt])).toStrictEqual([
    ['AT+CCERTDOWN="cacert.pem",1188', '>'],
    ['AT+CCERTDOWN="clientcert.pem",1220', '>'],
    ['AT+CCERTDOWN="clientkey.pem",1679', '>'],
  ])
})

test('server_type 0 for TCP (manual: AT+CMQTTACCQ=0,"a12mmmm",0); user name and password at the end', () => {
  const { lines } = simcomLogin.make({ ...base, clientId: 'a12mmmm', username: 'u', password: 'p' })
  expect(lines.map(({ send, secret }) => [send, secret])).toStrictEqual([
    ['AT+CMQTTSTART', false],
    ['AT+CMQTTACCQ=0,"a12mmmm",0', false],
    ['AT+CMQTTCONNECT=0,"tcp://h.example:1883",120,1,"u","p"', true],
  ])
})

test('client ID: 23 bytes on old firmware, 128 on new', () => {
  const codes = (size: number) => simcomLogin.make({ ...base, clientId: 'x'.repeat(size) }).findings.map(({ severity, code }) => `${severity} ${code}`)
  expect(codes(23)).toStrictEqual([])
  expect(codes(24)).toStrictEqual(['warning modem.old-firmware'])
  expect(codes(129)).toStrictEqual(['error modem.too-long', 'warning modem.old-firmware'])
})

test('authmode: nobody, the server, both, only the modem', () => {
  const mode = (files: object) =>
    simcomLogin.make({ ...base, transport: 'tls', ...files }).lines.flatMap(({ send }) => /"authmode",0,(\d)/.exec(send)?.[1] ?? [])
  const [ca, pair] = [{ ca: file(1) }, { certificate: file(1), privateKey: file(1) }]
  expect([mode({}), mode(ca), mode({ ...ca, ...pair }), mode(pair)]).toStrictEqual([['0'], ['1'], ['2'], ['3']])
})
