import { readdirSync, readFileSync } from 'node:fs'
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { builtInProfiles, makeCatalogue, type UserProfiles } from '../catalogue.ts'
import type { Inputs } from '../clouds/profile.ts'
import { signWith } from '../clouds/sign.ts'
import { fromUtf8 } from '../text/bytes.ts'
import { composePlan } from '../wizard/compose.ts'
import { modemCloudMatrix, workingWays } from '../wizard/matrix.ts'
import { readProfile } from './read-profile.ts'

/** The files that docs/profiles.md shows are profiles that work. */
const folder = new URL('../../docs/profiles/', import.meta.url)
const sources = readdirSync(folder).map((name) => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }))
const reads = sources.map(({ name, source }) => ({ name, read: readProfile(source, builtInProfiles) }))
const user: UserProfiles = {
  clouds: reads.flatMap(({ read }) => (read.kind === 'cloud' ? [read.data] : [])),
  modems: reads.flatMap(({ read }) => (read.kind === 'modem' ? [read.data] : [])),
}
// As it goes to the page: data alone, through JSON.
const catalogue = makeCatalogue(JSON.parse(JSON.stringify(user)) as UserProfiles)
const circumstances = { now: Date.UTC(2026, 0, 2, 3, 4, 5), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }

const pairOf = (modemId: string, cloudId: string) => {
  const [modem, cloud] = [catalogue.findModem(modemId), catalogue.findCloud(cloudId)]
  if (!modem || !cloud) throw new Error(`${modemId} or ${cloudId} is not there`)
  return { modem, cloud }
}

const deviceKey = 'c2VjcmV0LW9mLWEtZGV2aWNl'
const acme: Inputs = { deviceName: 'meter-0001', deviceKey, subscribeTopic: 'down/meter/meter-0001/cmd', publishTopic: 'up/meter/meter-0001/data', payload: '{"t":25}' }

it('every example of the documentation is read without a problem', () => {
  expect(reads.map(({ name, read }) => [name, read.kind, read.kind === 'bad' ? read.problems : []])).toStrictEqual([
    ['hmac-broker.yaml', 'cloud', []],
    ['modem-alone.yaml', 'modem', []],
    ['modem-extended.yaml', 'modem', []],
  ])
})

it('the documentation shows the examples as they are', () => {
  const page = readFileSync(new URL('../profiles.md', folder), 'utf8')
  expect(sources.map(({ name, source }) => [name, page.includes(`\`\`\`yaml\n${source}\`\`\``)])).toStrictEqual(sources.map(({ name }) => [name, true]))
})

describe('the broker whose password is signed', () => {
  it('gives the login that openssl gives for the same text and key', () => {
    const { cloud } = pairOf('quectel-ec20', 'acme-broker')
    const { made, findings } = signWith(cloud, cloud.operations[0], acme, circumstances)
    const expires = circumstances.now / 1000 + 86_400
    const sign = createHmac('sha256', Buffer.from(deviceKey, 'base64')).update(`meter/meter-0001&${expires}`).digest('base64')
    expect([findings, made?.login]).toStrictEqual([
      [],
      { host: 'meter.mqtt.acme.example', port: 8883, transport: 'tls', clientId: 'meter:meter-0001', username: 'meter-0001&meter', password: `sig=${encodeURIComponent(sign)}&se=${expires}` },
    ])
  })

  it('shows its work like every other cloud: what is signed, the key, the digest, the login', () => {
    const { cloud } = pairOf('quectel-ec20', 'acme-broker')
    const work = signWith(cloud, cloud.operations[0], acme, circumstances).made?.work ?? []
    expect(work.map(({ kind, secret }) => [kind, secret])).toStrictEqual([
      ['content', false],
      ['content', false],
      ['key', true],
      ['digest', true],
      ['encoding', true],
      ['assembly', false],
      ['assembly', false],
      ['assembly', true],
    ])
  })

  it('names the field of a value that does not fit, with the profile’s own words', () => {
    const { cloud } = pairOf('quectel-ec20', 'acme-broker')
    const { made, findings } = signWith(cloud, cloud.operations[0], { deviceName: 'M', deviceKey: '***' }, circumstances)
    expect([made, findings.map(({ field, code, next }) => [field, code, next.en.split('.')[0]])]).toStrictEqual([
      undefined,
      [
        ['deviceName', 'input.form', '4 to 32 lower-case letters, digits and hyphens'],
        ['deviceKey', 'input.base64', 'Copy the whole key, with its = signs at the end'],
        ['deviceKey', 'user.key-form', 'Copy the whole key again'],
      ],
    ])
  })

  it('holds its limits: QoS, keep-alive, topic', () => {
    const { modem, cloud } = pairOf('quectel-ec20', 'acme-broker')
    const { findings } = composePlan(modem, cloud, { ...acme, transport: 'tcp', qos: '2', keepAlive: '10', publishTopic: `up/${'x'.repeat(130)}` }, circumstances)
    expect(findings.map(({ code }) => code)).toStrictEqual(['input.qos', 'input.keepAlive', 'cloud.qos', 'cloud.topic-length'])
  })
})

const broker: Inputs = { host: 'broker.example.com', port: '8883', tls: 'server', ca: { name: 'ca.pem', bytes: new Uint8Array(1200).fill(0x41) }, clientId: 'bench-1', username: 'bench', password: 'sesame', publishTopic: 'up', subscribeTopic: 'down', qos: '1', payload: 'say "hi"\n' }

describe('the modem that stands alone', () => {
  it('makes the same MQTT commands as the built-in profile of its family', () => {
    const { modem, cloud } = pairOf('bench-ec25', 'mqtt')
    const { plan, findings } = composePlan(modem, cloud, broker, circumstances)
    expect(findings).toStrictEqual([])
    // Quectel's application notes; sizes counted by hand: the CA has 1200 bytes, the message 9.
    expect(plan?.steps.slice(7).map(({ send }) => send)).toStrictEqual([
      'AT+QMTCFG="SSL",0,1,2',
      'AT+QFUPL="RAM:bench-ca.pem",1200,100',
      'AT+QSSLCFG="cacert",2,"RAM:bench-ca.pem"',
      'AT+QSSLCFG="seclevel",2,1',
      'AT+QSSLCFG="sslversion",2,4',
      'AT+QSSLCFG="ciphersuite",2,0xFFFF',
      'AT+QSSLCFG="ignorelocaltime",2,1',
      'AT+QMTCFG="recv/mode",0,0,1',
      'AT+QMTOPEN=0,"broker.example.com",8883',
      'AT+QMTCONN=0,"bench-1","bench","sesame"',
      'AT+QMTSUB=0,1,"down",0',
      'AT+QMTPUB=0,1,1,0,"up"',
    ])
    const connect = plan?.steps.find(({ id }) => id === 'connect')
    const publish = plan?.steps.find(({ id }) => id === 'publish')
    expect([connect?.secrets, publish?.then && { ...publish.then, bytes: fromUtf8(publish.then.bytes) }]).toStrictEqual([
      ['sesame'],
      { prompt: '>', promptTimeoutMs: 5000, end: 'ctrl-z', bytes: 'say "hi"\n', label: 'say "hi"\n', secret: false },
    ])
  })

  it('refuses what its file says it cannot: a client certificate, a long client ID', () => {
    const { modem, cloud } = pairOf('bench-ec25', 'mqtt')
    const pem = { name: 'x.pem', bytes: new Uint8Array(10).fill(0x41) }
    const { findings } = composePlan(modem, cloud, { ...broker, tls: 'mutual', cert: pem, key: pem, clientId: 'c'.repeat(24) }, circumstances)
    expect(findings.map(({ field, code }) => [field, code])).toStrictEqual([
      ['clientId', 'modem.too-long'],
      ['transport', 'modem.tls'],
    ])
  })

  it('reads its messages, words and losses', () => {
    const { modem } = pairOf('bench-ec25', 'mqtt')
    expect(modem.parseMessage('+QMTRECV: 0,0,"down",8,"{"a":1}\n"')).toStrictEqual({ topic: 'down', payload: '{"a":1}\n' })
    expect(modem.describe('+QMTCONN: 0,0,0')).toStrictEqual({ words: { en: 'login accepted', zh: '登录成功' }, isFailure: false })
    expect(modem.explainUrc('+QMTSTAT: 0,1')).toStrictEqual({
      code: 'mqtt.reported',
      stage: 'mqtt',
      what: { en: 'The link to the broker is gone.', zh: '到服务器的链路已断开。' },
      next: { en: 'Run the plan again from the top.', zh: '请从头重新运行。' },
      evidence: '+QMTSTAT: 0,1',
    })
    expect([modem.explainUrc('+QMTCONN: 0,0,5'), modem.explainUrc('RDY')?.code]).toStrictEqual([undefined, 'modem.rebooted'])
  })

  it('is known by what the module answers', () => {
    expect(catalogue.identify([['Quectel', 'EC25', 'Revision: EC25EFAR06A04M4G'], ['EC25'], ['EC25EFAR06A04M4G'], []])).toMatchObject({ fit: 'exact', modem: 'bench-ec25' })
    expect(catalogue.identify([['Quectel', 'EC20F', 'Revision: EC20CEFAGR06A03M4G'], ['EC20F'], [], []]).modem).toBe('quectel-ec20')
  })
})

it('stands in the matrix with the ways that its examples lead to', () => {
  const { modem, cloud } = pairOf('bench-ec25', 'acme-broker')
  const [cell] = modemCloudMatrix([modem], [cloud], circumstances)
  expect([cell?.verdict, cell && workingWays(cell)]).toStrictEqual(['computed', ['tls', 'tcp']])
  const withoutExample = { ...cloud, fields: cloud.fields.map((field) => (field.key === 'deviceName' ? { ...field, placeholder: 'NO' } : field)) }
  expect(modemCloudMatrix([modem], [withoutExample], circumstances)[0]?.why.en).toBe('Not found out: the examples (placeholder) of the cloud’s fields make no login.')
})

it('a profile that extends another has its steps, its own between them, and its own limits', () => {
  const { modem, cloud } = pairOf('my-ec20-longer', 'mqtt')
  const builtIn = composePlan(pairOf('quectel-ec20', 'mqtt').modem, cloud, broker, circumstances).plan?.steps.map(({ send }) => send) ?? []
  const { plan } = composePlan(modem, cloud, broker, circumstances)
  const open = builtIn.indexOf('AT+QMTOPEN=0,"broker.example.com",8883')
  expect(plan?.steps.map(({ send }) => send)).toStrictEqual(builtIn.toSpliced(open, 0, 'AT+QMTCFG="timeout",0,20,3,0'))
  const long = { ...broker, payload: 'x'.repeat(4097) }
  expect(composePlan(modem, cloud, { ...long, payload: 'x'.repeat(4096) }, circumstances).findings).toStrictEqual([])
  expect(composePlan(modem, cloud, long, circumstances).findings.map(({ what }) => what.en)).toStrictEqual(['The message has 4097 bytes; EC20 with new firmware takes at most 4096.'])
})
