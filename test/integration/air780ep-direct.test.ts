import { afterEach, expect, it } from 'vitest'
import { loopBroker, undoAll } from '../support/air780-bench.ts'
import { account, airOnPty, sentIn } from '../support/air780-line.ts'

afterEach(undoAll)

it('logs in with the triple computed here, with the recorded session’s bytes, and closes what it opened', async () => {
  const broker = await loopBroker()
  const air = await airOnPty()
  const run = await air.run({
    productKey: account.productKey,
    deviceName: account.deviceName,
    deviceSecret: account.deviceSecret,
    clientId: account.deviceName,
    signmethod: 'hmacmd5',
    timestamp: '',
    transport: 'tcp',
    host: '127.0.0.1',
    port: String(broker.port),
    keepAlive: '120',
  })
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])
  // The example goes to the public endpoint, whose port 1883 takes TLS too.
  const expected = sentIn('air780ep-aliyun-direct-mqtt')
    .map((line) => `${line.replace(/^AT\+SSLMIPSTART=.*/, `AT+MIPSTART="127.0.0.1",${broker.port}`)}\r`)
    .join('')
  expect(air.received()).toContain(expected)
  expect(broker.received[0]).toMatchObject({
    clientId: `${account.deviceName}|securemode=3,signmethod=hmacmd5|`,
    username: `${account.deviceName}&${account.productKey}`,
    password: Buffer.from(account.sign),
    keepalive: 120,
  })
  await air.wizard.stop(run.id)
  expect(air.received()).toMatch(/AT\+MDISCONNECT\rAT\+MIPCLOSE\r$/)
  const shown = await air.shown()
  for (const secret of [account.deviceSecret, account.sign]) expect(shown).not.toContain(secret)
})
