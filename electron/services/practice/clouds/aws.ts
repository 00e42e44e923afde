import { sign } from 'node:crypto'
import { text } from '../../../../shared/text/local-text.ts'
import { authorizerProblem, parseQuery, type AwsAuthorizer } from './aws-authorizer.ts'
import { presignProblem, type AwsKeys } from './aws-sigv4.ts'
import { loginDemo } from './demo.ts'
import { fingerprintOf } from './fingerprint.ts'
import { pemFile } from './pem-file.ts'
import { accept, covers, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { randomText } from './verify.ts'

/*
 * AWS IoT Core. Sources, all AWS IoT Core developer guide: "Protocols, port mappings, and authentication": X.509 on 8883, and on 443 with ALPN
 * x-amzn-mqtt-ca, custom authoriser on 443 with ALPN mqtt, SigV4 or custom authoriser over WebSocket at /mqtt; "MQTT": no SNI, no connection; QoS 2
 * is not supported; retained messages and wills are; "AWS IoT Core endpoints and quotas": client ID up to 128 bytes, a keep-alive of 0 or above 1200
 * s is taken as 1200, one below 30 as 30. What a policy denies closes the connection, without a CONNACK before it.
 */

export type AwsAccount = {
  readonly thing: string
  readonly fingerprint: string
  readonly keys: AwsKeys & { readonly sessionToken: string }
  readonly authorizer: AwsAuthorizer
}

/** The demo policy: connect as the thing, and topics below its name. A subscription needs every topic it can match. */
function rulesOf(thing: string): Rules {
  const allowed = [`${thing}/#`, `$aws/things/${thing}/#`, `$aws/rules/+/${thing}/#`]
  const isAllowed = (topic: string) => allowed.some((own) => covers(own, topic))
  return {
    publish: ({ topic, qos, retain }) => (qos < 2 && isAllowed(topic) && !(retain && topic.startsWith('$')) ? 'take' : 'close'),
    subscribe: (filter, qos) => (qos < 2 && isAllowed(filter) ? 'grant' : 'close'),
  }
}

const keepAliveOf = (asked: number): number => (asked === 0 || asked > 1200 ? 1200 : Math.max(asked, 30))

const queryOf = (value: string): string => (value.includes('?') ? value.slice(value.indexOf('?') + 1) : '')

/** Who it is: empty when proven, else why not. A signed WebSocket was judged before it opened. */
function identityProblem(account: AwsAccount, { way, username }: Login): string {
  if (way.serverName === '') return 'no server name (SNI)'
  const inUrl = parseQuery(queryOf(way.url))
  if (way.transport === 'wss' && inUrl.has('X-Amz-Signature')) return ''
  if (way.transport === 'wss' || way.alpn === 'mqtt') {
    return authorizerProblem(account.authorizer, inUrl.has('x-amz-customauthorizer-name') ? inUrl : parseQuery(queryOf(username)))
  }
  return way.certificate?.fingerprint === account.fingerprint ? '' : 'certificate missing or not registered'
}

export function verifyAws(account: AwsAccount, login: Login): Verdict {
  const problem = identityProblem(account, login)
  if (problem !== '') return refuse('close', problem)
  if (login.clientId !== account.thing) return refuse('close', 'the policy allows no client ID but the name of the thing')
  const rules = rulesOf(account.thing)
  if (login.willTopic !== null && rules.publish({ topic: login.willTopic, qos: 0, retain: false, payload: new Uint8Array() }, () => {}) !== 'take') {
    return refuse('close', 'the policy does not allow the topic of the will')
  }
  return accept(login.clientId, rules, { keepAlive: keepAliveOf(login.keepAlive) })
}

const thing = 'atelierDemo1'
const region = 'us-east-1'

export const makeAws: MakeCloud = async ({ now, ca, authority, rsaKey }) => {
  const shown = await authority.issue({ name: 'AWS IoT Certificate', key: 'p256' })
  const authorizer: AwsAuthorizer = { name: 'AtelierAuthorizer', tokenKey: 'atelier-token', token: randomText(24), rsaKey }
  const account: AwsAccount = {
    thing,
    fingerprint: fingerprintOf(shown.certificate),
    keys: { accessKey: `AKIA${randomText(16).toUpperCase()}`, secretKey: randomText(40), sessionToken: '', region, service: 'iotdevicegateway' },
    authorizer,
  }
  return {
    id: 'aws',
    name: text('AWS IoT Core', 'AWS IoT Core'),
    product: region,
    device: thing,
    doors: [
      { name: 'tls', certificates: 'required' },
      { name: 'alpn', certificates: 'asked', protocols: ['x-amzn-mqtt-ca', 'mqtt'] },
    ],
    admit: (request) => {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2)
      const asked = parseQuery(query)
      if (path !== '/mqtt') return 404
      if (!asked.has('X-Amz-Signature')) return null
      return presignProblem(account.keys, { host: request.headers.host ?? '', path, query: asked }, now()) === '' ? null : 403
    },
    authenticate: (login) => verifyAws(account, login),
    demos: (port) => {
      const common = { region, clientId: thing, host: 'localhost', ca }
      const files = { cert: pemFile('aws-certificate.pem.crt', shown.certificate), privateKey: pemFile('aws-private.pem.key', shown.privateKey) }
      const custom = {
        auth: 'custom',
        authorizerName: authorizer.name,
        tokenKey: authorizer.tokenKey,
        token: authorizer.token,
        tokenSignature: sign('sha256', Buffer.from(authorizer.token), rsaKey).toString('base64'),
      }
      const { accessKey, secretKey } = account.keys
      return [
        loginDemo('certificate', 'Certificate, mutual TLS', '证书，双向 TLS', { ...common, ...files, auth: 'cert', transport: 'tls', port: port('tls') }),
        loginDemo(
          'certificate-alpn',
          'Certificate on the shared port (443), by ALPN',
          '证书，共用端口（443），ALPN',
          { ...common, ...files, auth: 'cert', transport: 'tls', port: port('alpn'), alpn: 'x-amzn-mqtt-ca' },
        ),
        loginDemo('custom', 'Custom authoriser, by ALPN', '自定义授权方，ALPN', { ...common, ...custom, transport: 'tls', port: port('alpn') }),
        loginDemo(
          'sigv4',
          'SigV4 over secure WebSocket',
          'SigV4 签名，WebSocket 加密（wss）',
          { ...common, auth: 'sigv4', accessKey, secretKey, expires: '86400', transport: 'wss', port: port('alpn') },
        ),
      ]
    },
  }
}
