import type { Failure } from '../../../shared/contract/failure.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'

const failure = (name: string, what: Text, next: Text, evidence?: string): Failure => ({ code: `load-test.${name}`, stage: 'mqtt', what, next, ...(evidence !== undefined && { evidence }) })

export const publicHost = (host: string, who: Text): Failure =>
  failure(
    'public-endpoint',
    text(`${host} belongs to ${who.en}: it serves others too, and a load test of it is an attack`, `${host} 属于${who.zh}，是公用服务器，压测等于攻击`),
    text(
      'Test a broker of your own: mosquitto or EMQX on this PC or in your network. Clouds lock accounts for this and offer load tests of their own.',
      '请压测自己的服务器：本机或内网的 mosquitto、EMQX。云平台会因此封号，需要时请用云平台自己的压测服务。',
    ),
  )

export const publicAlias = (host: string, alias: string, who: Text): Failure => ({ ...publicHost(host, who), evidence: `${host} → ${alias}` })

/** The page asks a person and comes back with the name that was confirmed. */
export const confirmHost = (host: string, addresses: readonly string[]): Failure =>
  failure(
    'confirm',
    text(`${host} is outside this PC’s own network`, `${host} 不在本机或内网中`),
    text('Confirm that it is your broker and that you may load it.', '请确认这是您自己的服务器，并且允许对它压测。'),
    addresses.length > 0 ? addresses.join(', ') : 'no address found',
  )

export const alreadyRunning = failure(
  'already-running',
  text('A load test is running already', '已有一个压测正在进行'),
  text('Stop it first.', '请先停止它。'),
)

export const noClient = failure('no-client', text('No client could connect', '没有任何客户端连上'), text('Connect once in the MQTT pane: it says what is wrong.', '请先在 MQTT 面板里连接一次，会显示具体原因。'))

/** The thread that runs the clients has ended by itself. */
export const runnerLost = (cause: unknown): Failure =>
  failure(
    'runner-lost',
    text('The load test broke off: its own thread ended', '压测中断：执行线程意外退出'),
    text('All its clients are gone. Try with fewer clients or smaller payloads.', '所有压测客户端都已断开。请减少客户端或减小负载后再试。'),
    cause instanceof Error ? cause.message : String(cause),
  )

export const noRunner = failure(
  'no-runner',
  text('The part of the program that makes load is missing', '程序缺少压测组件'),
  text('Install or build the program again.', '请重新安装或重新构建程序。'),
)
