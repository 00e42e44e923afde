import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LineDecoder } from '../../at/line-decoder.ts'
import { alibabaIot } from '../../clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Credential, Job } from '../../wizard/credential.ts'
import { maskPlan } from '../../wizard/mask-plan.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { identifyModem } from '../identify.ts'
import { espAt } from './profile.ts'

const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size).fill(0x41) })
const transcript = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('AT+'))
/** The guide reconnects by itself; a plan does not, so that a refused login is not repeated. */
const withoutReconnect = (line: string): string => line.replace(/^(AT\+MQTTCONN=.*),1$/, '$1,0')

const wifi = { ssid: 'shop, 2nd floor', wifiPassword: 'say "x\\y"' }
const job = (credential: Partial<Credential>, exchange: Partial<Job['exchange']> = {}): Job => ({
  credential: { host: '192.168.3.102', port: 8883, tls: 'none', clientId: 'publisher', ...credential },
  exchange: { publishTopic: 'topic', payload: 'test', qos: 1, subscribeQos: 1, retain: false, ...exchange },
  options: wifi,
})
const own = (steps: readonly Step[]) => steps.map(({ send }) => send).filter((line) => /^AT\+(MQTT|CIPSNTP|SYSMFG)/.test(line))

describe('the plan', () => {
  it('is the guide’s example over TCP', () => {
    const steps = espAt.steps(job({ username: 'espressif', password: '123456789' }))
    expect([...own(steps), ...espAt.closing.map(({ line }) => line)]).toStrictEqual(transcript('espat-1-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-publisher').map(withoutReconnect))
  })

  it('is the guide’s example over WSS, but for the names in the handshake; without a CA no clock is needed', () => {
    const steps = espAt.steps(job({ host: 'test.mosquitto.org', port: 8081, tls: 'server', webSocketPath: '/mqtt' }))
    const expected = transcript('espat-4-mqtt-over-wss-publisher').map(withoutReconnect).filter((line) => !line.startsWith('AT+CIPSNTP') && line !== 'AT+MQTTCLEAN=0')
    expect(own(steps).filter((line) => !line.startsWith('AT+MQTTSNI'))).toStrictEqual(expected)
    const checked = espAt.steps(job({ host: 'test.mosquitto.org', port: 8081, tls: 'server', webSocketPath: '/mqtt', ca: file('ca.pem', 9) }))
    expect(own(checked).slice(0, 4)).toStrictEqual([
      ...transcript('espat-4-mqtt-over-wss-publisher').slice(0, 2),
      'AT+SYSMFG=2,"mqtt_ca","mqtt_ca",8,9',
      'AT+MQTTUSERCFG=0,8,"publisher","","",0,0,"mqtt"',
    ])
  })

  it('starts with Wi-Fi, escapes its name and password, and shows no password', () => {
    const inputs: Inputs = { host: 'h.example', port: '1883', tls: 'none', clientId: 'c', ...wifi }
    const { plan } = composePlan(espAt, mqttCloud, inputs, circumstances)
    expect(plan?.steps.map(({ send }) => send).slice(0, 5)).toStrictEqual([
      'AT',
      'AT+SYSLOG=1',
      'AT+CWMODE=1',
      'AT+CWJAP="shop\\, 2nd floor","say \\"x\\\\y\\""',
      'AT+CIPSTA?',
    ])
    const shown = JSON.stringify(plan && maskPlan(plan))
    expect(shown).toContain('shop')
    expect(shown).not.toContain('say \\')
  })

  it('hides a password also where the path behind it reads the same', () => {
    const inputs: Inputs = { productKey: 'a1xxxxxxxxx', deviceName: 'dev', deviceSecret: '0123456789abcdef0123456789abcdef', clientId: '12345', transport: 'ws', ...wifi }
    const { plan } = composePlan(espAt, alibabaIot, inputs, circumstances)
    if (!plan) throw new Error('no plan')
    const steps = espAt.steps({ ...plan.job, credential: { ...plan.job.credential, password: 'mqtt', webSocketPath: '/mqtt' } })
    expect(maskPlan({ ...plan, steps }).steps.find(({ id }) => id === 'mqttusercfg')?.send).toContain(',"••••••",0,0,"')
  })

  it('asks for the network’s name', () => {
    const { plan, findings } = composePlan(espAt, mqttCloud, { host: 'h.example', port: '1883', tls: 'none', clientId: 'c' }, circumstances)
    expect([plan, findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)]).toStrictEqual([undefined, ['ssid']])
  })

  it.each([
    ['ws', '6'],
    ['wss', '7'],
  ])('connects to Alibaba Cloud over %s: commas of the client ID escaped', (transport, scheme) => {
    const inputs: Inputs = { productKey: 'a1xxxxxxxxx', deviceName: 'dev', deviceSecret: '0123456789abcdef0123456789abcdef', clientId: '12345', transport, ...wifi }
    const { plan, findings } = composePlan(espAt, alibabaIot, inputs, circumstances)
    expect(findings.filter(({ severity }) => severity === 'error')).toStrictEqual([])
    const user = plan?.steps.find(({ id }) => id === 'mqttusercfg')?.send
    expect(user).toMatch(new RegExp(`^AT\\+MQTTUSERCFG=0,${scheme},"12345\\|securemode=\\d\\\\,signmethod=`))
    expect(plan?.steps.find(({ id }) => id === 'connect')).toMatchObject({ send: expect.stringMatching(/,443,0$/), opens: true })
  })

  it('sends long values, files and messages with quotes after the prompt that follows OK, exactly as long as announced', () => {
    const steps = espAt.steps(
      job({ tls: 'mutual', password: 'p'.repeat(75), ca: file('ca', 10), certificate: file('cert', 20), privateKey: file('key', 30) }, { payload: '{"温度":25}' }),
    )
    const prompted = steps.flatMap(({ id, send, then }) => (then ? [{ id, announced: /(\d+)(?:,1,0)?$/.exec(send)?.[1], sent: String(then.bytes.length), secret: then.secret, followsOk: then.followsOk }] : []))
    expect(prompted.map(({ id, secret }) => [id, secret])).toStrictEqual([
      ['ca-store', false],
      ['cert-store', false],
      ['key-store', true],
      ['mqttlongpassword', true],
      ['publish', false],
    ])
    expect(prompted.every(({ announced, sent, followsOk }) => announced === sent && followsOk)).toBe(true)
    expect(steps.find(({ id }) => id === 'publish')?.then?.bytes).toStrictEqual(utf8('{"温度":25}'))
  })

  it('refuses what the commands cannot take', () => {
    const codes = espAt
      .lint({ ...job({ tls: 'server', ca: file('ca', 9000), webSocketPath: `/${'p'.repeat(33)}`, password: 'p'.repeat(1025), alpn: ['1', '2', '3', '4', '5', '6'] }, { publishTopic: 't'.repeat(129) }), keepAlive: 7201, options: { ssid: 's'.repeat(33) } })
      .map(({ code, field }) => `${code} ${field}`)
    expect(codes.toSorted()).toStrictEqual([
      'modem.alpn port',
      'modem.file-too-long ca',
      'modem.keep-alive keepAlive',
      'modem.path-too-long transport',
      'modem.too-long password',
      'modem.too-long publishTopic',
      'modem.wifi ssid',
    ])
    expect(espAt.lint(job({ username: 'say "x", y' }))).toStrictEqual([])
  })
})

describe('what the module says', () => {
  it('reads the guide’s message by its length, line ends and commas included', () => {
    const payload = 'hello, "aws"!\r\nOK\r\n温'
    const decoder = new LineDecoder(espAt.lengthUrcs)
    const lines = decoder.push(utf8(`\r\n+MQTTSUBRECV:0,"topic/esp32at",${utf8(payload).length},${payload}\r\n`))
    expect(lines.map((line) => espAt.parseMessage(line)).filter(Boolean)).toStrictEqual([{ topic: 'topic/esp32at', payload }])
    expect(espAt.parseMessage('+MQTTSUBRECV:0,"topic/esp32at",10,hello aws!')).toStrictEqual({ topic: 'topic/esp32at', payload: 'hello aws!' })
  })

  const failed = (evidence: Partial<Evidence>): Evidence => ({ stepId: 'connect', stage: 'mqtt', command: 'AT+X', final: 'ERROR', lines: [], received: 'lines', ...evidence })
  it.each([
    [{ stepId: 'join', lines: ['+CWJAP:2', 'ERROR'] }, 'wifi.join.2', 'radio'],
    [{ stepId: 'join', lines: ['+CWJAP:3', 'ERROR'] }, 'wifi.join.3', 'radio'],
    [{ lines: ['ERR CODE:0x00006052', 'ERROR'] }, 'esp.6052', 'tls'],
    [{ lines: ['ERR CODE:0x6051', 'ERROR'] }, 'esp.6051', 'mqtt'],
    [{ lines: ['ERR CODE:0x01090000', 'ERROR'] }, 'modem.no-command', 'modem'],
    [{ lines: ['ERROR'] }, 'mqtt.connect', 'mqtt'],
    [{ stepId: 'publish', final: 'OK', offending: '+MQTTPUB:FAIL', lines: ['OK', '+MQTTPUB:FAIL'] }, 'mqtt.publish-failed', 'cloud'],
    [{ stepId: 'clock', final: 'OK', offending: '+CIPSNTPTIME:Thu Jan  1 00:00:01 1970' }, 'tls.clock', 'tls'],
    [{ stepId: 'address', final: 'OK', offending: '+CIPSTA:ip:"0.0.0.0"' }, 'data.no-address', 'data'],
    [{ offending: '+MQTTDISCONNECTED:0' }, 'mqtt.link', 'mqtt'],
    [{ offending: 'ready' }, 'modem.rebooted', 'modem'],
  ])('%j is %s', (evidence, code, stage) => {
    const found = espAt.explain(failed(evidence))
    expect([found?.code, found?.stage]).toStrictEqual([code, stage])
  })

  it('says of one ERROR for name, TCP, TLS and login that any of them may be it', () => {
    expect([espAt.explain(failed({ lines: ['ERROR'] })), espAt.explain(failed({ lines: ['ERR CODE:0x00006052', 'ERROR'] }))].map((found) => found?.earliest)).toStrictEqual(['net', undefined])
  })

  it('waits for a clock that stands in 1970 and takes the guide’s answer', () => {
    const clock = espAt.steps(job({ tls: 'server', ca: file('ca', 1) })).find(({ id }) => id === 'clock')?.expect
    const judge = (line: string) => (new RegExp(clock?.line?.accept ?? '').test(line) ? 'right' : new RegExp(clock?.poll?.while ?? '').test(line) ? 'wait' : 'wrong')
    expect(['+CIPSNTPTIME:Thu Sep  2 18:57:03 2021', '+CIPSNTPTIME:Thu Jan  1 00:00:01 1970'].map(judge)).toStrictEqual(['right', 'wait'])
  })

  it.each([
    ['+MQTTCONNECTED:0,1,"192.168.3.102","8883","",1', false],
    ['+MQTTPUB:OK', false],
    ['+MQTTPUB:FAIL', true],
    ['WIFI DISCONNECT', true],
    ['+CWJAP:4', true],
  ])('describes %s', (line, isFailure) => {
    expect(espAt.describe(line)?.isFailure).toBe(isFailure)
  })

  it('is known by AT+GMR', () => {
    const gmr = ['AT version:2.2.0.0(c6fa6bf - ESP32 - Jul  2 2021 06:44:05)', 'SDK version:v4.2.2-76-gefa6eca', 'compile time(3a696ba):Jul  2 2021 11:54:43', 'Bin version:2.2.0(WROOM-32)', 'OK']
    expect(identifyModem([['ERROR'], ['ERROR'], ['ERROR'], gmr], [espAt])).toMatchObject({ fit: 'exact', modem: 'esp-at' })
    expect(espAt.lineEnd).toBe('\r\n')
  })
})
