import { afterEach, expect, it } from 'vitest'
import { loopBroker, undoAll, webServer } from '../support/air780-bench.ts'
import { account, airOnPty, sentIn } from '../support/air780-line.ts'

afterEach(undoAll)

const answer = `{"code":200,"data":{"iotId":"2BGmgWFvoXlbi1Er9sk4k1hip0","iotToken":"${account.iotToken}"},"message":"success"}`

const inputsFor = (webPort: number, brokerPort: number) => ({
  productKey: account.productKey,
  deviceName: account.deviceName,
  deviceSecret: account.deviceSecret,
  clientId: account.deviceName,
  signmethod: 'hmacmd5',
  timestamp: '',
  transport: 'tcp',
  host: '127.0.0.1',
  port: String(brokerPort),
  httpEndpoint: `http://127.0.0.1:${webPort}`,
  apn: 'CMIOT',
  keepAlive: '120',
})

it('fetches iotId and iotToken over HTTP and logs in with them, with the recorded session’s bytes', async () => {
  const broker = await loopBroker()
  const web = await webServer(answer)
  const air = await airOnPty()
  const run = await air.run(inputsFor(web.port, broker.port), 'http-auth')
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])

  // Account's hosts, quotes that are optional and the case of the header's name aside. The module ends HTTP before MQTT, as an Air724UG was recorded doing.
  const expected = sentIn('air780ep-aliyun-http-auth')
    .slice(1)
    .flatMap((line) => (line === 'AT+HTTPREAD' ? [line, 'AT+HTTPTERM'] : [line]))
    .map((line) =>
      line
        .replace(/"URL",.*\/auth/, `"URL","http://127.0.0.1:${web.port}/auth`)
        .replace(/auth\/devicename$/, 'auth/devicename"')
        .replace('Content-type', 'Content-Type')
        .replace(/^AT\+SSLMIPSTART=.*/, `AT+MIPSTART="127.0.0.1",${broker.port}`),
    )
    .map((line) => (line.startsWith('AT') ? `${line}\r` : line))
    .join('')
  expect(air.received()).toContain(expected)
  expect(web.requests).toMatchObject([{ method: 'POST', path: '/auth/devicename', contentType: 'application/x-www-form-urlencoded' }])
  expect(broker.received[0]).toMatchObject({ clientId: account.deviceName, username: '2BGmgWFvoXlbi1Er9sk4k1hip0', password: Buffer.from(account.iotToken) })

  const shown = await air.shown()
  for (const secret of [account.iotToken, account.deviceSecret, account.sign]) expect(shown).not.toContain(secret)
  expect(shown).toContain('"iotId":"2BGmgWFvoXlbi1Er9sk4k1hip0"')
})

it('stops at the cloud’s refusal, and names it', async () => {
  const broker = await loopBroker()
  const web = await webServer('{"code":401,"message":"request auth error"}')
  const air = await airOnPty()
  const run = await air.run(inputsFor(web.port, broker.port), 'http-auth')
  const failed = run.steps.find(({ status }) => status === 'failed')
  expect([run.status, failed?.stepId, failed?.failure?.code, failed?.failure?.stage]).toStrictEqual(['failed', 'http-read', 'alibaba.http.401', 'cloud'])
  expect(air.received()).not.toContain('AT+MCONFIG')
})
