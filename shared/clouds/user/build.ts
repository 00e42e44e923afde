import { buildField } from '../../profiles/build-field.ts'
import { fillTemplate } from '../../profiles/template.ts'
import { text } from '../../text/local-text.ts'
import { caField, clientCertificateFields, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import type { CloudProfile, CloudRules, Field, Inputs } from '../profile.ts'
import { inputScope, makeUserLogin } from './login.ts'
import type { UserCloud } from './schema.ts'

function rulesOf({ limits, endpoint, source }: UserCloud): CloudRules {
  const { keepAlive, usernameBytes: _username, passwordBytes: _password, topicBytes, topicLevels, payloadBytes, clientIdBytes, connectionsPerDevice, ...rest } = limits
  const { min, max, advised = Math.min(Math.max(120, min), max) } = keepAlive
  return {
    ...rest,
    keepAlive: { min, max, advised },
    ...(topicBytes !== undefined && { topicBytes }),
    ...(topicLevels !== undefined && { topicLevels }),
    ...(payloadBytes !== undefined && { payloadBytes }),
    ...(clientIdBytes !== undefined && { clientIdBytes }),
    ...(connectionsPerDevice !== undefined && { connectionsPerDevice }),
    ...(endpoint.serverName && { serverName: true as const }),
    source,
  }
}

function serverFields({ endpoint }: UserCloud): readonly Field[] {
  const [first = 'tls', ...others] = endpoint.transports
  const asked = endpoint.host === undefined ? endpointFields.map((field) => (field.key === 'host' ? hostField(field) : field)) : endpointFields
  return [...asked, ...(others.length > 0 ? [transportField([first, ...others])] : [])]
}

const hostField = (field: Field): Field => ({
  ...field,
  isAdvanced: false,
  required: true,
  label: text('Broker address', '服务器地址'),
  help: text('Host name or IPv4 address alone: no mqtt://, no port.', '只填域名或 IPv4 地址，不带 mqtt:// 和端口。'),
})

function tlsFields({ endpoint: { transports, clientCertificate } }: UserCloud): readonly Field[] {
  const secure = transports.filter((each) => each === 'tls' || each === 'wss')
  if (secure.length === 0) return []
  const { shownWhen: _, ...always } = caField
  return [transports.length > 1 ? { ...caField, shownWhen: { key: 'transport', oneOf: secure } } : always, ...(clientCertificate ? clientCertificateFields() : [])]
}

/** Topics with this device's values; a part that is not known yet stays open, and the form then does not offer the topic. */
const topicsOf = (cloud: UserCloud, inputs: Inputs): ReturnType<CloudProfile['topics']> => {
  const scope = inputScope(cloud, inputs)
  const known = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, value.text === '' ? { ...value, text: `\${${name}}` } : value]))
  return cloud.topics.map(({ topic, direction, title, payload }) => ({ topic: fillTemplate(topic, known).text, direction, title, ...(payload !== undefined && { payload }) }))
}

/** A person's cloud, made from its file's data: from here on like any other. */
export function buildCloud(cloud: UserCloud): CloudProfile {
  const rules = rulesOf(cloud)
  const publish = cloud.topics.find(({ direction }) => direction !== 'subscribe')
  const subscribe = cloud.topics.find(({ direction }) => direction !== 'publish')
  const examples = { publish: publish?.topic ?? 'device/up', subscribe: subscribe?.topic ?? 'device/down', payload: publish?.payload ?? '{"temperature":25}' }
  return {
    id: cloud.id,
    name: cloud.name,
    summary: cloud.summary ?? text(`Your own profile. Source: ${cloud.source}`, `自定义配置。依据：${cloud.source}`),
    fields: [...serverFields(cloud), ...tlsFields(cloud), ...cloud.fields.map(buildField), ...exchangeFields(examples, rules), { ...keepAliveField(rules), group: 'server' }],
    operations: [
      {
        id: 'login',
        title: text('MQTT login', 'MQTT 登录'),
        summary: text(`As your profile describes it: ${cloud.source}`, `按自定义配置计算，依据：${cloud.source}`),
        kind: 'login',
        make: (inputs) => makeUserLogin(cloud, inputs),
      },
    ],
    rules,
    topics: (inputs) => topicsOf(cloud, inputs),
    codes: cloud.codes.map(({ where, code, meaning, next }) => ({ where, code, meaning, ...(next && { next }) })),
    authorities: cloud.authorities,
    lifetimes: cloud.lifetimes,
  }
}
