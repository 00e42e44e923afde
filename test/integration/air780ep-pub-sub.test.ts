import { afterEach, expect, it } from 'vitest'
import { loopBroker, undoAll } from '../support/air780-bench.ts'
import { account, airOnPty, sentIn } from '../support/air780-line.ts'

afterEach(undoAll)

const topics = `/${account.productKey}/${account.deviceName}/user`

const inputs = (port: number, change: Record<string, string> = {}) => ({
  productKey: account.productKey,
  deviceName: account.deviceName,
  deviceSecret: account.deviceSecret,
  clientId: account.deviceName,
  timestamp: '',
  transport: 'tcp',
  host: '127.0.0.1',
  port: String(port),
  publishTopic: `${topics}/update`,
  subscribeTopic: `${topics}/get`,
  subscribeQos: '0',
  payload: 'HelloWorld',
  ...change,
})

it.each(['0', '1'] as const)('subscribes and publishes with QoS %s, with the recorded session’s bytes', async (qos) => {
  const broker = await loopBroker()
  const air = await airOnPty()
  const run = await air.run(inputs(broker.port, { qos }))
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])
  const [first, second, subscribe, mode] = sentIn('air780ep-aliyun-pub-sub')
  expect(air.received().endsWith([mode, subscribe, qos === '0' ? first : second].map((line) => `${line}\r`).join(''))).toBe(true)
  const lines = (id: string) => run.steps.find(({ stepId }) => stepId === id)?.lines
  expect([lines('subscribe'), lines('publish')]).toStrictEqual([['OK', 'SUBACK'], qos === '0' ? ['OK'] : ['OK', 'PUBACK']])
  await expect.poll(() => broker.received.filter(({ cmd }) => cmd === 'publish')).toMatchObject([{ qos: Number(qos), payload: Buffer.from('HelloWorld') }])
})

it.each(['0', '1'] as const)('shows what arrives with AT+MQTTMSGSET=%s, quotes and line ends included', async (messageMode) => {
  const broker = await loopBroker()
  const air = await airOnPty()
  const payload = '{"msg":\r\n"开 \\ 灯"}'
  const run = await air.run(inputs(broker.port, { qos: '1', messageMode, publishTopic: `${topics}/get`, payload }))
  expect([run.status, run.steps.find(({ failure }) => failure)?.failure]).toStrictEqual(['done', undefined])
  const received = async () => (await air.wizard.runs())[0]?.received.map(({ topic, payload: text }) => [topic, text])
  await expect.poll(received).toStrictEqual([[`${topics}/get`, payload]])
  expect(air.received()).toContain(`AT+MPUB="${topics}/get",1,0,"{\\22msg\\22:\\0D\\0A\\22`)
  expect(air.received().includes('AT+MQTTMSGGET\r')).toBe(messageMode === '1')
})
