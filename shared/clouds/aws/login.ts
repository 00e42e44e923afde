import type { Login } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import { fixed, textOf, value } from '../../signature/working.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Circumstances, Inputs, Made } from '../profile.ts'
import { authorizerFindings, authorizerQuery, userNameParts } from './authorizer.ts'
import { emptyHash, presign } from './sigv4.ts'
import { endOf, iotService, presignFindings, requestOf } from './tool.ts'

/** Certificates on the port that firewalls leave open; custom authorizers have another name there. */
export const certificateAlpn = 'x-amzn-mqtt-ca'

type Way = { readonly login: Pick<Login, 'host' | 'port' | 'transport' | 'alpn' | 'ca' | 'clientId'> }

/** AWS IoT Core developer guide, "Protocols, port mappings, and authentication". */
function wayOf(inputs: Inputs, transport: 'tls' | 'wss', alpn: string): Way {
  const port = str(inputs, 'port').trim()
  const ca = file(inputs, 'ca')
  return {
    login: {
      host: str(inputs, 'host').trim(),
      port: /^\d{1,5}$/.test(port) ? Number(port) : transport === 'wss' || alpn !== '' ? 443 : 8883,
      transport,
      ...(alpn !== '' && { alpn: [alpn] }),
      ...(ca && { ca }),
      clientId: str(inputs, 'clientId'),
    },
  }
}

const clientIdStep = (inputs: Inputs) =>
  assemblyStep('clientId', [value(str(inputs, 'clientId'), 'clientId')], text('As the policy allows it; most often the thing’s name.', '以策略允许的为准，通常就是事物名称。'))

const transportFinding = (what: Text, next: Text): Finding => ({ severity: 'error', code: 'aws.transport', stage: 'cloud', field: 'transport', what, next })

/** AWS IoT Core: by certificate, by a custom authorizer, or by a signed WebSocket. */
export function makeLogin(inputs: Inputs, circumstances: Circumstances): Made {
  const auth = str(inputs, 'auth')
  if (auth === 'sigv4') return signed(inputs, circumstances)
  return auth === 'custom' ? custom(inputs) : byCertificate(inputs)
}

function byCertificate(inputs: Inputs): Made {
  const isWss = str(inputs, 'transport') === 'wss'
  const { login } = wayOf(inputs, isWss ? 'wss' : 'tls', !isWss && str(inputs, 'alpn') === certificateAlpn ? certificateAlpn : '')
  const [certificate, privateKey] = [file(inputs, 'cert'), file(inputs, 'privateKey')]
  const refused = transportFinding(
    text('AWS IoT takes no device certificate over WebSocket.', 'AWS IoT 的 WebSocket 不支持设备证书认证。'),
    text('Use TLS; port 443 is possible by ALPN.', '请用 TLS；需要 443 端口时可用 ALPN。'),
  )
  return {
    login: { ...login, ...(isWss && { path: '/mqtt' }), ...(certificate && { certificate }), ...(privateKey && { privateKey }) },
    values: {},
    work: [clientIdStep(inputs)],
    findings: isWss ? [refused] : [],
  }
}

/** Over WebSocket the query goes into the URL: browsers can set no header, and no ALPN is needed then. */
function custom(inputs: Inputs): Made {
  const isWss = str(inputs, 'transport') === 'wss'
  const { login } = wayOf(inputs, isWss ? 'wss' : 'tls', isWss ? '' : 'mqtt')
  const query = authorizerQuery(inputs)
  const user = str(inputs, 'username')
  const username = isWss ? (user === '' ? [] : [value(user, 'username')]) : userNameParts(inputs)
  const path = [fixed('/mqtt'), ...(query.length === 0 ? [] : [fixed('?'), ...query])]
  const password = str(inputs, 'password')
  return {
    login: {
      ...login,
      ...(isWss && { path: textOf(path) }),
      ...(username.length > 0 && { username: textOf(username) }),
      ...(password !== '' && { password }),
    },
    values: {},
    work: [
      clientIdStep(inputs),
      ...(isWss ? [{ kind: 'assembly' as const, title: text('Path of the WebSocket', 'WebSocket 路径'), parts: path, secret: true }] : []),
      ...(username.length > 0
        ? [
          {
            ...assemblyStep(
              'username',
              username,
              text('Values URL-encoded; the token’s signature comes from whoever holds the authorizer’s private key.', '各值做 URL 编码；令牌签名由持有授权方私钥的一方生成。'),
            ),
            secret: true,
          },
        ]
        : []),
      ...(password === '' ? [] : [assemblyStep('password', [value(password, 'password')])]),
    ],
    findings: authorizerFindings(inputs),
  }
}

function signed(inputs: Inputs, { now }: Circumstances): Made {
  const isWss = str(inputs, 'transport') !== 'tls'
  const { login } = wayOf(inputs, 'wss', '')
  const request = requestOf(inputs, { scheme: 'wss', path: '/mqtt', service: iotService, payloadHash: emptyHash, isTokenSigned: false })
  const { stringToSign, signature, target, url, work } = presign(request)
  const refused = transportFinding(
    text('A SigV4 signature goes over WebSocket only.', 'SigV4 签名只能用于 WebSocket。'),
    text('Choose wss, or another authentication.', '请选择 wss，或改用其他认证方式。'),
  )
  return {
    login: { ...login, path: target },
    values: { content: stringToSign, signature, url },
    ...endOf(request),
    work: [...work, clientIdStep(inputs)],
    findings: [...(isWss ? [] : [refused]), ...presignFindings(request, now)],
  }
}
