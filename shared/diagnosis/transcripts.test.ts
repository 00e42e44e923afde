import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'

const folder = new URL('../../test/transcripts/', import.meta.url)
const read = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length))

type Expected = { readonly modem?: string; readonly cloud?: string; readonly isConnected?: true; readonly failed?: string; readonly mended?: readonly string[] }

const luat = 'luat-air780e'
/** The family's first profile stands for a module that the log does not name. */
const quectel = 'quectel-ec20'
const simcom = 'simcom-sim7600'

/** What the sources say happened: the module, the cloud that the log shows, whether a login succeeded, what failed and was not got over. */
const sessions: Readonly<Record<string, Expected>> = {
  'air780ep-aliyun-direct-mqtt': { modem: luat, cloud: 'alibaba-iot', isConnected: true },
  'air780ep-aliyun-dynamic-register': { modem: luat, cloud: 'alibaba-iot' },
  'air780ep-aliyun-http-auth': { modem: luat, cloud: 'alibaba-iot', isConnected: true },
  // Topics of the device's own, which no cloud prescribes.
  'air780ep-aliyun-pub-sub': { modem: luat },
  'ec20-mqtts.sent': { modem: quectel },
  'espat-1-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-publisher': { modem: 'esp-at', isConnected: true },
  'espat-1-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-subscriber': { modem: 'esp-at', isConnected: true },
  'espat-2-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-publisher': { modem: 'esp-at', isConnected: true },
  'espat-2-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-subscriber': { modem: 'esp-at', isConnected: true },
  'espat-3-mqtt-over-tls-with-a-local-mqtt-broker-publisher': { modem: 'esp-at', isConnected: true },
  'espat-3-mqtt-over-tls-with-a-local-mqtt-broker-subscriber': { modem: 'esp-at', isConnected: true },
  'espat-4-mqtt-over-wss-publisher': { modem: 'esp-at', isConnected: true },
  'espat-4-mqtt-over-wss-subscriber': { modem: 'esp-at', isConnected: true },
  // The endpoint is a placeholder.
  'espat-cloud-connect-to-aws-iot-based-on-mutual-authenticatio': { modem: 'esp-at', isConnected: true },
  // Fixtures, not a session: a publish refused after the login, then power down.
  'lierda-nt26-urc-fixtures': { modem: 'lierda-nt35e', cloud: 'alibaba-iot', isConnected: true, failed: '+CME ERROR: 3' },
  'luat-air724ug-aliyun-http-auth': { modem: luat, cloud: 'alibaba-iot', isConnected: true },
  'luat-air780e-boot-already-connect-767': { modem: luat, isConnected: true },
  'luat-air780ep-closed-reconnect': { modem: luat, isConnected: true, mended: ['mqtt.dropped'] },
  'luat-air780ep-mqtt-tcp': { modem: luat, isConnected: true },
  'luat-air780ep-mqtts-mutual': { modem: luat, isConnected: true },
  'luat-air780ep-pub-qos012-old': { modem: luat, isConnected: true },
  'luat-air780ep-pub-sub-cache': { modem: luat },
  'luat-thingscloud-5s': { modem: luat, failed: 'CLOSED' },
  'nrf-serial-modem-mqtt': { modem: 'nrf-serial-modem', isConnected: true },
  'nt35e-tcp.sent': { modem: 'lierda-nt35e' },
  'quectel-bc26-aliyun-aliauth': { modem: quectel, cloud: 'alibaba-iot', isConnected: true },
  'quectel-bg96-network-and-aws': { modem: quectel, cloud: 'aws', isConnected: true, failed: '+QIOPEN: 1,566' },
  'quectel-ec20-mqtts-private-broker': { modem: quectel, isConnected: true },
  'quectel-ec200-thingscloud-5s': { modem: quectel, isConnected: true },
  // SNI was off, then on.
  'quectel-eg800k-tls-sni': { modem: quectel, mended: ['tcp.566', 'tcp.566'] },
  'quectel-tencent-command-set': { modem: quectel, cloud: 'tencent-iothub' },
  'simcom-sim7022-tls-wildcard-fail': { modem: simcom, failed: '+CMQTTCONNECT: 0,32' },
  'simcom-sim7600-at-and-v': {},
  'simcom-sim7600-aws-connect-fail-26': { modem: simcom, cloud: 'aws', failed: '+CMQTTCONNECT: 0,26' },
  'simcom-sim7600-aws-pub-ok': { modem: simcom, cloud: 'aws', isConnected: true },
  'simcom-sim7600-aws-rx': { modem: simcom, cloud: 'aws', isConnected: true, mended: ['modem.error'] },
  // HTTP and DNS only: commands that AirM2M has too.
  'simcom-sim7600-http-dns': { cloud: 'aws' },
  'simcom-sim7600ce-bringup': { modem: simcom },
}

it('has an expectation and a source for every transcript, and no other', () => {
  expect(Object.keys(sessions).toSorted()).toStrictEqual(files.toSorted())
  const readme = readFileSync(new URL('README.md', folder), 'utf8')
  expect(files.filter((name) => !readme.includes(`${name}.txt`))).toStrictEqual([])
})

describe('modem, cloud, login and failure are told', () => {
  it.each(Object.entries(sessions))('%s', (name, { modem, cloud, isConnected = false, failed, mended = [] }) => {
    const found = explainLog(read(name))
    expect({
      modem: found.modem,
      cloud: found.cloud,
      isConnected: found.isConnected,
      failed: found.verdict && found.lines[found.verdict.line - 1]?.text,
      mended: found.failures.filter(({ isRecovered }) => isRecovered).map(({ code }) => code),
    }).toStrictEqual({ modem, cloud, isConnected, failed, mended })
  })
})

describe('every line has words', () => {
  it.each(files.filter((name) => !name.endsWith('.sent')))('%s', (name) => {
    const { lines } = explainLog(read(name))
    expect(lines.filter(({ text, words }) => text.trim() !== '' && words === undefined)).toStrictEqual([])
    expect(lines.filter(({ kind }) => kind === 'unknown').map(({ text }) => text)).toStrictEqual([])
  })
})
