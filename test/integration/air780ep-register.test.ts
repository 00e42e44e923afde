import { afterEach, expect, it } from 'vitest'
import { PracticeService } from '../../electron/services/practice/index.ts'
import { loopBroker, undo, undoAll, webServer } from '../support/air780-bench.ts'
import { account, airOnPty, sentIn } from '../support/air780-line.ts'
import { valueOf } from '../support/value-of.ts'

afterEach(undoAll)

const answer = `{"code":200,"data":{"deviceName":"${account.deviceName}","deviceSecret":"${account.deviceSecret}","productKey":"${account.productKey}"},"message":"success"}`

it('registers over HTTP, keeps the DeviceSecret hidden, and logs in with what is computed from it', async () => {
  const broker = await loopBroker()
  const web = await webServer(answer)
  const air = await airOnPty()
  const run = await air.run(
    {
      productKey: account.productKey,
      deviceName: account.deviceName,
      productSecret: account.productSecret,
      random: '123456',
      signMethod: 'HmacMD5',
      clientId: account.deviceName,
      signmethod: 'hmacmd5',
      timestamp: '',
      transport: 'tcp',
      host: '127.0.0.1',
      port: String(broker.port),
      httpEndpoint: `http://127.0.0.1:${web.port}`,
      apn: 'CMIOT',
      keepAlive: '120',
    },
    'http-register',
  )
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])
  // The published registration, then the published login of the same device.
  const expected = [...sentIn('air780ep-aliyun-dynamic-register').slice(1), 'AT+HTTPTERM', ...sentIn('air780ep-aliyun-direct-mqtt')]
    .map((line) =>
      line.replace('https://iot-auth.cn-shanghai.aliyuncs.com', `http://127.0.0.1:${web.port}`).replace(/^AT\+SSLMIPSTART=.*/, `AT+MIPSTART="127.0.0.1",${broker.port}`),
    )
    .map((line) => (line.startsWith('AT') ? `${line}\r` : line))
    .join('')
  expect(air.received()).toContain(expected)
  expect(broker.received[0]).toMatchObject({ password: Buffer.from(account.sign) })

  const kept = run.steps.flatMap(({ captured }) => captured).find(({ name }) => name === 'deviceSecret')
  expect([kept?.secret, kept?.value]).toStrictEqual([true, '••••••'])
  expect(valueOf(await air.wizard.reveal(run.id, 'deviceSecret'))).toBe(account.deviceSecret)
  expect((await air.wizard.reveal(run.id, 'signal')).ok).toBe(false)
  const shown = await air.shown()
  for (const secret of [account.deviceSecret, account.productSecret, account.sign]) expect(shown).not.toContain(secret)
  expect(shown).toContain(`"deviceSecret":"${'*'.repeat(account.deviceSecret.length)}"`)
})

it('does not register twice where the modem restarts after the secret was given', async () => {
  const broker = await loopBroker()
  const web = await webServer(answer)
  const air = await airOnPty()
  air.modem.setFault('reboot-at:AT+MCONFIG')
  const { productKey, deviceName, productSecret } = account
  const inputs = { productKey, deviceName, productSecret, random: '123456', signMethod: 'HmacMD5', clientId: deviceName, signmethod: 'hmacmd5', transport: 'tcp', host: '127.0.0.1', port: String(broker.port), httpEndpoint: `http://127.0.0.1:${web.port}` }
  const failed = await air.run(inputs, 'http-register')
  expect([failed.status, failed.steps.find(({ failure }) => failure)?.failure?.code]).toStrictEqual(['failed', 'modem.rebooted'])
  air.modem.setFault(null)
  valueOf(await air.wizard.runAll(failed.id))
  const again = valueOf(await air.wizard.settled(failed.id))
  expect([again.status, again.steps.filter(({ status }) => status === 'skipped').map(({ stepId }) => stepId).includes('http-action'), web.requests.length]).toStrictEqual(['done', true, 1])
  expect(broker.received[0]).toMatchObject({ clientId: expect.stringContaining(deviceName), username: `${deviceName}&${productKey}` })
})

it('gets from registration to login at the practice cloud, which checks both signatures', async () => {
  const practice = new PracticeService()
  undo.push(() => practice.dispose())
  const state = valueOf(await practice.startBroker())
  const demos = state.clouds.find(({ id }) => id === 'alibaba-iot')?.demos ?? []
  const [login, register] = ['login', 'http-register'].map((operation) => demos.find((demo) => demo.operation === operation && (operation !== 'login' || demo.inputs['transport'] === 'tcp')))
  if (!login || !register) throw new Error('the practice cloud has no such demos')
  const { deviceSecret: _, ...exchange } = login.inputs
  const air = await airOnPty()
  const run = await air.run({ ...exchange, ...register.inputs, signmethod: 'hmacsha256' }, 'http-register')
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])
})
