import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aws } from '../../clouds/aws/profile.ts'
import { alibabaIot } from '../../clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { CloudProfile, Inputs } from '../../clouds/profile.ts'
import { fromUtf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import { identify } from '../index.ts'
import { quectelModels } from './models.ts'
import { quectelProfiles } from './profile.ts'

const transcript = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8').split(/\r?\n/).map((line) => line.trim())

const modelNamed = (id: string) => {
  const profile = quectelProfiles.find((each) => each.id === id)
  if (!profile) throw new Error(id)
  return profile
}

function planned(id: string, cloud: CloudProfile, inputs: Inputs, variant?: string) {
  const { plan, findings } = composePlan(modelNamed(id), cloud, inputs, { now: Date.UTC(2024, 2, 1), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }, variant)
  return { steps: plan?.steps ?? [], sent: plan?.steps.map(({ send }) => send) ?? [], errors: findings.flatMap(({ severity, field, code }) => (severity === 'error' ? [`${field}: ${code}`] : [])) }
}

const plain: Inputs = { host: 'h.example', port: '1883', tls: 'none', clientId: 'c', publishTopic: 'up', subscribeTopic: 'down', qos: '0', payload: '{"a":1}' }
const ca = { name: 'ca.pem', bytes: new Uint8Array(1188).fill(0x41) }
const secure: Inputs = { ...plain, port: '8883', tls: 'server', ca }

describe('what the models differ in', () => {
  it.each([
    ['quectel-ec20', 'AT+QMTPUB=0,0,0,0,"up"', 'ctrl-z'],
    ['quectel-ec200', 'AT+QMTPUBEX=0,0,0,0,"up",7', 'length'],
    ['quectel-eg800', 'AT+QMTPUBEX=0,0,0,0,"up",7', 'length'],
    ['quectel-bg95', 'AT+QMTPUB=0,0,0,0,"up"', 'ctrl-z'],
    ['quectel-bg96', 'AT+QMTPUB=0,0,0,0,"up"', 'ctrl-z'],
    ['quectel-bc26', `AT+QMTPUB=0,0,0,0,"up","{'a':1}"`, undefined],
  ])('%s publishes by %s', (id, line, end) => {
    const publish = planned(id, mqttCloud, plain).steps.find((step) => step.id === 'publish')
    expect([publish?.send, publish?.then?.end]).toStrictEqual([line, end])
    if (end !== undefined) expect(fromUtf8(publish?.then?.bytes ?? new Uint8Array())).toBe('{"a":1}')
  })

  it.each([
    ['quectel-ec20', 'RAM:cacert.pem', false],
    ['quectel-ec200', 'UFS:cacert.pem', true],
    ['quectel-eg800', 'UFS:cacert.pem', true],
    ['quectel-bg95', 'UFS:cacert.pem', true],
    ['quectel-bg96', 'UFS:cacert.pem', false],
  ])('%s keeps the CA in %s, names the server: %s', (id, file, sni) => {
    const { steps, sent } = planned(id, mqttCloud, secure)
    expect(sent).toContain(`AT+QFUPL="${file}",1188,100`)
    expect(sent.includes('AT+QSSLCFG="sni",2,1')).toBe(sni)
    expect(steps.find((step) => step.id === 'ca-upload')?.risk).toBe(file.startsWith('RAM') ? 'volatile' : 'writes-nvm')
  })

  it('names the server on older models where the cloud demands it: AWS refuses every handshake without', () => {
    const [cert, privateKey] = [{ ...ca, name: 'c.pem' }, { ...ca, name: 'k.pem' }]
    const inputs = { host: 'a1b2c3d4e5f6g7-ats.iot.us-east-1.amazonaws.com', auth: 'cert', transport: 'tls', clientId: 'MyThing', ca, cert, privateKey }
    for (const id of ['quectel-ec20', 'quectel-bg96']) expect(planned(id, aws, inputs).sent).toContain('AT+QSSLCFG="sni",2,1')
  })

  it('has no TLS on the BC26, and says so before anything is sent', () => {
    expect(planned('quectel-bc26', mqttCloud, secure)).toMatchObject({ sent: [], errors: ['transport: modem.no-tls'] })
    expect(planned('quectel-bc26', mqttCloud, plain).sent.filter((line) => /SSL|QF/.test(line))).toStrictEqual([])
  })

  it.each(["it's", 'a\nb'])('refuses %j inside the command of a BC26', (payload) => {
    expect(planned('quectel-bc26', mqttCloud, { ...plain, payload }).errors).toStrictEqual(['payload: modem.payload-inline'])
  })

  it('lets Ctrl-Z through where the length counts', () => {
    expect(planned('quectel-ec200', mqttCloud, { ...plain, payload: 'a\u001ab' }).errors).toStrictEqual([])
  })

  it('explains a failed QMTPUBEX as it does QMTPUB', () => {
    const evidence = { stepId: 'publish', stage: 'cloud', command: 'AT+QMTPUBEX', final: 'OK', lines: [], received: 'lines', offending: '+QMTPUBEX: 0,1,2' } as const
    expect(modelNamed('quectel-ec200').explain(evidence)?.code).toBe('mqtt.publish-not-sent')
    expect(modelNamed('quectel-ec200').describe('+QMTPUBEX: 0,1,0')?.words.en).toBe('published')
  })

  it.each([
    // The maker's firmware names, as AT+CGMR prints them.
    [['Quectel', 'EG800K', 'Revision: EG800KCNGCR07A06M04'], 'quectel-eg800'],
    [['Quectel', 'EC200S', 'Revision: EC200SCNAAR02A07M16'], 'quectel-ec200'],
    [['Quectel', 'BG96', 'Revision: BG96MAR02A07M1G'], 'quectel-bg96'],
    [['Quectel', 'EC20F', 'Revision: EC20CEFAGR06A08M4G'], 'quectel-ec20'],
  ])('knows %j', (ati, id) => {
    expect(identify([ati, [], []])).toMatchObject({ fit: 'exact', modem: id })
  })

  it('recognises each model by one profile alone, and names a source for each step', () => {
    for (const { id, short } of quectelModels) {
      expect(quectelProfiles.filter(({ identity }) => identity.test(short)).map((each) => each.id)).toStrictEqual([id])
      for (const { source, title, why } of planned(id, mqttCloud, id === 'quectel-bc26' ? plain : secure).steps) {
        expect([source, title.en, title.zh, why.en, why.zh].filter((words) => words.trim() === '' || words.startsWith(','))).toStrictEqual([])
      }
    }
  })
})

describe('Alibaba Cloud, signed by the module', () => {
  /** The device of the recorded session; its payload is JSON there too, only its quotes are the command line's. */
  const inputs: Inputs = {
    productKey: 'a1X2bEnP82z',
    deviceName: 'example_nbiot',
    deviceSecret: 'DdBF53KirNVdxujCX8JbU4VT9hodSqer',
    transport: 'tcp',
    keepAlive: '60',
    subscribeTopic: '/sys/a1X2bEnP82z/example_nbiot/thing/service/property/set',
    subscribeQos: '1',
    publishTopic: '/sys/a1X2bEnP82z/example_nbiot/thing/event/property/post',
    qos: '1',
    payload: '{"id":"1","version":"1.0","params":{"LightSwitch":1},"method":"thing.event.property.post"}',
  }
  const recorded = transcript('quectel-bc26-aliyun-aliauth')

  it('sends what the recorded BC26 session sends', () => {
    const { sent, errors } = planned('quectel-bc26', alibabaIot, inputs, 'aliauth')
    expect(errors).toStrictEqual([])
    const mqtt = sent.filter((line) => line.startsWith('AT+QMT'))
    expect(mqtt).toHaveLength(6)
    // Blank ends are the recording's; so is one host written by another region.
    expect(mqtt.filter((line) => !recorded.includes(line))).toStrictEqual([])
  })

  it('keeps the secret masked, and is there only where the module can sign', () => {
    const { steps } = planned('quectel-ec200', alibabaIot, inputs, 'aliauth')
    expect(steps.filter(({ send }) => send.includes('DdBF53')).map(({ id, secrets }) => [id, secrets])).toStrictEqual([['aliauth', ['DdBF53KirNVdxujCX8JbU4VT9hodSqer']]])
    expect(quectelProfiles.filter((each) => each.variants?.(alibabaIot).length === 0).map(({ id }) => id)).toStrictEqual(['quectel-bg95', 'quectel-bg96'])
    expect(quectelProfiles.flatMap((each) => each.variants?.(mqttCloud) ?? [])).toStrictEqual([])
  })

  it('refuses a part that would break the command', () => {
    expect(planned('quectel-ec200', alibabaIot, { ...inputs, deviceName: 'x'.repeat(129) }, 'aliauth').errors).toContain('deviceName: modem.aliauth-value')
  })
})

it('opens, logs in and publishes at Tencent Cloud as the published water meter does', () => {
  const { sent } = planned('quectel-ec200', mqttCloud, {
    ...plain,
    host: 'QCWGDPVYC6.iotcloud.tencentdevices.com',
    clientId: 'QCWGDPVYC6Water_meter_1',
    username: 'QCWGDPVYC6Water_meter_1;12010126;8697d;1711296000',
    password: '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256',
    publishTopic: '$thing/up/property/QCWGDPVYC6/Water_meter_1',
    payload: 'x'.repeat(66),
  })
  const expected = transcript('quectel-tencent-command-set').filter((line) => /^AT\+QMT(?:OPEN|CONN|PUBEX)/.test(line))
  expect(expected).toHaveLength(3)
  expect(sent.filter((line) => /^AT\+QMT(?:OPEN|CONN|PUBEX)/.test(line))).toStrictEqual(expected)
})
