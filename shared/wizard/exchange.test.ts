import { describe, expect, it } from 'vitest'
import { findCloud } from '../clouds/index.ts'
import { findModem } from '../modems/index.ts'
import { fromUtf8 } from '../text/bytes.ts'
import type { Job } from './credential.ts'
import { composeSending, type Sending } from './exchange.ts'

const job: Job = {
  credential: { host: 'h.example', port: 1883, tls: 'none', clientId: 'id', username: 'u', password: 'sesame-7' },
  exchange: { publishTopic: 'plan/up', subscribeTopic: 'plan/down', payload: 'first', qos: 1, subscribeQos: 1, retain: true },
}

function compose(modemId: string, sending: Sending, cloudId = 'mqtt') {
  const modem = findModem(modemId)
  const cloud = findCloud(cloudId)
  if (!modem || !cloud) throw new Error('profile missing')
  return composeSending(modem, cloud, job, sending)
}

const lines = (modemId: string, sending: Sending) =>
  compose(modemId, sending).steps.flatMap(({ send, then: data }) => [send, ...(data ? [`${data.prompt}${fromUtf8(data.bytes)}|${data.end}`] : [])])

const message: Sending = { kind: 'publish', topic: 'a/b', payload: '{"温度":21}', qos: 1 }
const filter: Sending = { kind: 'subscribe', topic: 'a/+/c', qos: 1 }

/** Forms as in each maker's manual; `{"温度":21}` has 13 bytes. */
describe('what is sent besides the plan', () => {
  it.each<[string, readonly string[]]>([
    ['quectel-ec20', ['AT+QMTPUB=0,1,1,0,"a/b"', '>{"温度":21}|ctrl-z']],
    ['quectel-ec200', ['AT+QMTPUBEX=0,1,1,0,"a/b",13', '>{"温度":21}|length']],
    ['lierda-nt35e', ['AT+LMQTTPUB=0,2,1,0,"a/b",13', '>{"温度":21}|length']],
    ['luat-air780e', ['AT+MPUB="a/b",1,0,"{\\22温度\\22:21}"']],
    ['simcom-sim7600', ['AT+CMQTTTOPIC=0,3', '>a/b|length', 'AT+CMQTTPAYLOAD=0,13', '>{"温度":21}|length', 'AT+CMQTTPUB=0,1,60']],
    ['esp-at', ['AT+MQTTPUBRAW=0,"a/b",13,1,0', '>{"温度":21}|length']],
    ['nrf-serial-modem', ['AT#XMQTTPUB="a/b","",1,0', 'OK{"温度":21}+++|length']],
  ])('%s publishes with the length computed, not retained, and nothing else', (modem, expected) => {
    expect(lines(modem, message)).toStrictEqual(expected)
  })

  it.each(['quectel-ec20', 'quectel-ec200', 'lierda-nt35e', 'luat-air780e', 'simcom-sim7600', 'esp-at'])('%s publishes a message of several lines as it is', (modem) => {
    const payload = '{\n "a": 1\r\n}'
    const { steps, findings } = compose(modem, { ...message, payload })
    const inCommand = steps.some(({ send }) => send.includes('{\\0A \\22a\\22: 1\\0D\\0A}'))
    const afterPrompt = steps.some(({ then: data }) => data && fromUtf8(data.bytes) === payload)
    expect([findings, inCommand || afterPrompt]).toStrictEqual([[], true])
  })

  it.each<[string, readonly string[]]>([
    ['quectel-ec20', ['AT+QMTSUB=0,1,"a/+/c",1']],
    ['lierda-nt35e', ['AT+LMQTTSUBUNSUB=0,0,1,"a/+/c",1']],
    ['luat-air780e', ['AT+MSUB="a/+/c",1']],
    ['simcom-sim7600', ['AT+CMQTTSUB=0,5,1', '>a/+/c|length']],
    ['esp-at', ['AT+MQTTSUB=0,"a/+/c",1']],
    ['nrf-serial-modem', ['AT#XMQTTSUB="a/+/c",1']],
  ])('%s subscribes, and does not publish the plan’s message again', (modem, expected) => {
    expect(lines(modem, filter)).toStrictEqual(expected)
  })

  it.each<[string, Sending, string, string]>([
    ['a wildcard in a topic to publish to', { ...message, topic: 'a/+' }, 'mqtt', 'mqtt.topic.wildcard-in-name'],
    ['a part left open', { ...message, topic: '/sys/pk/dn/thing/event/${id}/post' }, 'mqtt', 'topic.open-part'],
    ['no topic', { ...filter, topic: '' }, 'mqtt', 'topic.missing'],
    ['a QoS that the cloud refuses', { ...message, qos: 2 }, 'alibaba-iot', 'cloud.qos'],
    ['a topic too long for the modem', { ...message, topic: 'x'.repeat(300) }, 'mqtt', 'modem.too-long'],
    ['a message too long for the modem', { ...message, payload: 'x'.repeat(2000) }, 'mqtt', 'modem.payload-too-long'],
  ])('refuses %s before anything is sent', (_, sending, cloud, code) => {
    const { steps, findings } = compose('quectel-ec20', sending, cloud)
    expect([steps, findings.filter(({ severity }) => severity === 'error').map((finding) => finding.code)]).toStrictEqual([[], [code]])
  })

  it('sends nothing with a modem whose plans end before the broker', () => {
    expect(compose('any-3gpp', message).steps).toStrictEqual([])
  })
})
