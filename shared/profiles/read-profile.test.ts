import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtInProfiles } from '../catalogue.ts'
import { readProfile } from './read-profile.ts'

const example = (name: string): string => readFileSync(new URL(`../../docs/profiles/${name}`, import.meta.url), 'utf8')
const cloud = example('hmac-broker.yaml')
const modem = example('modem-alone.yaml')
const extended = example('modem-extended.yaml')

/** Line and column at which `text` stands in `source`, from 1. */
function placeOf(source: string, text: string): string {
  const before = source.slice(0, source.indexOf(text)).split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}

/** The example with one thing changed, and what is said of it: `line:column field: words`. */
function told(source: string, from: string, to: string): readonly string[] {
  if (!source.includes(from)) throw new Error(`${from} is not in the example`)
  const read = readProfile(source.replace(from, () => to), builtInProfiles)
  return read.kind === 'bad' ? read.problems.map(({ line, column, field, what }) => `${line}:${column} ${field}: ${what.en}`) : []
}

describe('a cloud’s file', () => {
  it.each([
    ['a field that is missing', 'source: Acme device access guide, section 3\n', '', /^2:1 source: This field is missing: a text is expected\.$/],
    ['a field that nobody knows', 'endpoint:\n', 'endpont: 1\nendpoint:\n', /^36:1 endpont: There is no field “endpont” here\.$/],
    ['a number for a text', "transports: [tls, tcp]", 'transports: [tls, 7]', /^38:21 endpoint\.transports\[1\]: One of these is expected: tcp, tls, ws, wss\.$/],
    ['a text for a number', 'min: 30', 'min: thirty', /^59:21 limits\.keepAlive\.min: Expected here: a number\.$/],
    ['a number that is too large', 'maxQos: 1', 'maxQos: 3', /^60:11 limits\.maxQos: 0, 1 or 2 is expected\.$/],
    ['a text for true', 'retain: false', 'retain: maybe', /^61:11 limits\.retain: Expected here: true or false\.$/],
    ['a value that no template has', '{product}/{deviceName}&{expires}', '{product}/{devicename}&{expires}', /^44:22 values\[0\]\.text: There is no value “devicename” here; there is product, deviceName, deviceKey, expires, transport, host, port\.$/],
    ['a value that comes later', "over: '{content}'", "over: '{password}'", /^50:12 values\[1\]\.over: There is no value “password” here; /],
    ['a filter that nobody knows', '{sign|urlencode}', '{sign|rot13}', /^56:18 login\.password: There is no filter “rot13”; there is hex, base64, urlencode, upper, lower, length, escape, single\.$/],
    ['a brace that is not closed', "'{product}:{deviceName}'", "'{product}:{deviceName'", /^54:24 login\.clientId: A single “\{”: write \{\{ for a brace itself\.$/],
    ['a digest that nobody knows', 'hmac: sha256', 'hmac: sha3', /^47:11 values\[1\]\.hmac: One of these is expected: md5, sha1, sha256, sha512\.$/],
    ['a digest without a key', "    key: '{deviceKey}'\n", '', /^45:5 values\[1\]\.key: “key” is missing\.$/],
    ['a secret that stands in the file', 'kind: secret', 'kind: secret\n    initial: sesame', /^27:14 fields\[2\]\.initial: A secret has no initial value/],
    ['a key that is taken', 'key: product', 'key: clientId', /fields\[0\]\.key: “clientId” is a field or value that every profile has/],
    ['a key twice', '- key: deviceName', '- key: product', /fields\[1\]\.key: There are two fields with the key “product”\./],
    ['a choice without choices', 'kind: text', 'kind: choice', /^19:11 fields\[1\]\.kind: A choice needs “choices”\.$/],
    ['keep-alives the wrong way round', 'max: 1200', 'max: 20', /limits\.keepAlive\.min: “min” is above “max”\.$/],
    ['an id with capitals', 'id: acme-broker', 'id: Acme', /^3:5 id: Lower-case letters, digits and hyphens are expected/],
    ['the id of a built-in cloud', 'id: acme-broker', 'id: alibaba-iot', /^3:5 id: “alibaba-iot” is a built-in profile, which a file cannot replace: choose another id\.$/],
    ['a regular expression that is none', "'[a-z0-9-]{4,32}'", "'[a-z'", /^23:14 fields\[1\]\.pattern: Not a regular expression: /],
    ['a regular expression that may take for ever', "'[a-z0-9-]{4,32}'", "'(a+)+$'", /^23:14 fields\[1\]\.pattern: A repeated group holds something that varies itself/],
    ['a text in one language only', 'name: { en: Acme broker, zh: Acme 平台 }', 'name: { en: Acme broker }', /^4:7 name: A text is expected, or “en” and “zh” with a text each\.$/],
    ['a field twice', 'source: Acme', 'id: x\nsource: Acme', /^8:1 : This field stands here twice\.$/],
    ['a quote that is not closed', "password: 'sig=", 'password: "sig=', /Something is not closed here: a quote, a bracket or a brace\./],
    ['a tab for indenting', '  maxQos: 1', '\tmaxQos: 1', /^60:1 : A tab is used for indenting: YAML takes spaces only\.$/],
    ['a comma in braces without quotes', "{ en: 'In Base64, as the console shows it.', zh", '{ en: In Base64, as the console shows it., zh', /fields\[2\]\.help\.as the console shows it\.: .*A text with a comma inside \{ \} needs quotes\.$/],
  ])('%s', (_what, from, to, words) => {
    expect(told(cloud, from, to)[0]).toMatch(words)
  })

  it('is told everything that is wrong with it at once, in the order of its lines', () => {
    const broken = cloud.replace('id: acme-broker', 'id: ACME').replace('maxQos: 1', 'maxQos: 9').replace('hmac: sha256', 'hmac: none')
    const read = readProfile(broken, builtInProfiles)
    expect(read.kind === 'bad' && read.problems.map(({ line, field }) => [line, field])).toStrictEqual([
      [3, 'id'],
      [47, 'values[1].hmac'],
      [60, 'limits.maxQos'],
    ])
  })
})

describe('a modem’s file', () => {
  it.each([
    ['an expression for a result that is none', "'^\\+QMTOPEN: 0,4$'", "'^\\+QMTOPEN: (0,4$'", 'results[3].line', /Not a regular expression: /],
    ['a stage that is none', 'stage: cloud', 'stage: clouds', 'steps[14].stage', /One of these is expected: port, modem, sim/],
    ['a value that commands do not have', '"{subscribeTopic}"', '"{topic}"', 'steps[14].send', /There is no value “topic” here; /],
    ['a condition that is none', 'when: [keepAlive]', 'when: [keepalive]', 'steps[0].when[0]', /One of these is expected: tls, plain/],
    ['a command with a line end in it', "send: 'AT+QMTCFG=\"SSL\",0,0'", 'send: "AT+QMTCFG=\\r"', 'steps[1].send', /One command line is expected, without line ends or control characters\./],
    ['two steps of one id', '- id: plain', '- id: keep-alive', 'steps[1].id', /There are two steps with the id “keep-alive”\./],
    ['a capture without a group', "'^\\+QFUPL: (\\d+,[0-9A-Fa-f]+)'", "'^\\+QFUPL: \\d+'", 'steps[3].capture[0].pattern', /The pattern needs a group in parentheses/],
    ['a message without its payload', '(?<payload>.*)', '.*', 'message.pattern', /The pattern needs a group \(\?<payload>…\)\./],
    ['something to replace without another profile', '- id: plain', '- id: plain\n    replaces: tls-off', 'steps[1].replaces', /“replaces” needs “extends”\./],
    ['a time that is none', 'timeoutMs: 100000', 'timeoutMs: 0', 'steps[3].timeoutMs', /At least 1\./],
    ['a value in a closing command', 'line: AT+QMTDISC=0', "line: 'AT+QMTDISC={host}'", 'closing[0].line', /No values are filled in here\./],
    ['a risk that is none', 'chained: true', 'risk: harmless', 'steps[10].risk', /One of these is expected: reads, volatile, writes-nvm, irreversible\./],
  ])('%s', (_what, from, to, field, words) => {
    const [problem = ''] = told(modem, from, to)
    expect(problem.replace(/^\d+:\d+ /, '').split(': ')[0]).toBe(field)
    expect(problem).toMatch(words)
    // The line is the changed one: it holds a part of what was put there.
    const line = modem.replace(from, () => to).split('\n')[Number(problem.split(':')[0]) - 1] ?? ''
    expect(to.split('\n').some((part) => line.includes(part.trim()))).toBe(true)
  })

  it('without closing, though it opens something', () => {
    expect(told(modem, modem.slice(modem.indexOf('closing:')), '')).toStrictEqual([`${placeOf(modem, '- id: keep-alive')} steps: A step opens something, so “closing” must say how it is closed.`])
  })

  it.each([
    ['extends: quectel-ec20', 'extends: quectel-ec2', 'extends: There is no built-in modem “quectel-ec2”; there is quectel-ec20, '],
    ['before: open', 'before: opening', 'steps[0].before: “quectel-ec20” has no step “opening”; it has at, sim, '],
    ['id: my-ec20-longer', 'id: simcom-sim7600', 'id: “simcom-sim7600” is a built-in profile'],
    ['limits:\n', 'remove: [nothing]\nlimits:\n', 'remove[0]: “quectel-ec20” has no step “nothing”; it has at, sim, '],
  ])('that extends another: %s made %s', (from, to, words) => {
    expect(told(extended, from, to).map((problem) => problem.replace(/^\d+:\d+ /, '').slice(0, words.length))).toStrictEqual([words])
  })
})

describe('a file that is no profile', () => {
  it.each([
    ['', '1:1 : Fields are expected'],
    ['just words', '1:1 : Fields are expected'],
    ['- a\n- b\n', '1:1 : Fields are expected'],
    ['name: x\n', '1:1 kind: “kind: modem” or “kind: cloud” is expected.'],
    ['name: x\nkind: clod\n', '2:7 kind: “kind: modem” or “kind: cloud” is expected.'],
    ['kind: cloud\n---\nkind: modem\n', '2:1 : One profile a file'],
    ['kind: !!js/function "x"\n', '1:7 : Not YAML: Unresolved tag'],
  ])('%j', (source, words) => {
    const read = readProfile(source, builtInProfiles)
    const [problem] = read.kind === 'bad' ? read.problems : []
    expect(`${problem?.line}:${problem?.column} ${problem?.field}: ${problem?.what.en}`.slice(0, words.length)).toBe(words)
  })

  it('that would grow without end is refused before it does', () => {
    const bomb = ['kind: modem', 'a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[index]}`).join(',')}]`)].join('\n')
    const started = Date.now()
    expect(readProfile(bomb, builtInProfiles)).toMatchObject({ kind: 'bad' })
    expect(readProfile(`kind: modem\n# ${'x'.repeat(300_000)}`, builtInProfiles)).toMatchObject({ kind: 'bad' })
    expect(Date.now() - started).toBeLessThan(2_000)
  })

  it('never makes anything of keys that JavaScript knows', () => {
    const read = readProfile(`${cloud}\n__proto__: { polluted: true }\nconstructor: x\n`, builtInProfiles)
    expect(read.kind === 'bad' && read.problems.map(({ field }) => field)).toStrictEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

it('says everything in Chinese as well', () => {
  const read = readProfile(cloud.replace('maxQos: 1', 'maxQos: 3').replace('id: acme-broker\n', ''), builtInProfiles)
  expect(read.kind === 'bad' && read.problems.map(({ what }) => what.zh)).toStrictEqual(['缺少这个字段，应为文字。', '应为 0、1 或 2。'])
})
