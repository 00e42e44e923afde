import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, givenOf, loginOf } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { azureIotHub } from './profile.ts'

const hub = fc.stringMatching(/^[a-z][a-z0-9-]{3,12}[a-z0-9]$/).map((name) => `${name}.azure-devices.net`)
const deviceId = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9:.+_#*!,=@;$-]{2,30}[A-Za-z0-9]$/)
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64'))
const policy = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{2,10}$/)
const expiry = fc.integer({ min: 1_790_000_000, max: 1_990_000_000 }).map(String)

describeCheck({
  cloud: azureIotHub,
  inputs: {
    hub,
    deviceId,
    key,
    se: expiry,
    skn: fc.oneof(fc.constant(''), policy),
    auth: fc.constant('sas'),
    apiVersion: fc.constantFrom('2021-04-12', '2020-09-30'),
    transport: fc.constantFrom('tls', 'wss'),
  },
  changes: {
    hub: { to: hub, named: ['hub'] },
    deviceId: { to: deviceId, named: ['deviceId'] },
    key: { to: key, named: ['password'] },
    se: { to: expiry, named: ['se'] },
    skn: { to: policy, named: ['skn'] },
    apiVersion: { to: fc.constantFrom('2021-04-12', '2019-10-01'), named: ['apiVersion'] },
    transport: { to: fc.constantFrom('tls', 'wss'), named: ['port', 'transport'] },
  },
})

const base64Key = 'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc='
const se = '1790000000'
const device: Inputs = { hub: 'contoso.azure-devices.net', deviceId: 'MyDevice01', key: base64Key, auth: 'sas', transport: 'tls' }
const sr = 'contoso.azure-devices.net%2Fdevices%2FMyDevice01'
const hmac = (secret: string | Uint8Array, content: string, algorithm = 'sha256') => createHmac(algorithm, secret).update(content).digest()
const sign = (content: string, secret: string | Uint8Array = Buffer.from(base64Key, 'base64'), algorithm?: string) => hmac(secret, content, algorithm).toString('base64')
const token = (signature: string, parts: { sr?: string; se?: string; more?: string } = {}) =>
  `SharedAccessSignature sr=${parts.sr ?? sr}&sig=${encodeURIComponent(signature)}&se=${parts.se ?? se}${parts.more ?? ''}`

const right: Given = {
  host: 'contoso.azure-devices.net',
  port: '8883',
  clientId: 'MyDevice01',
  username: 'contoso.azure-devices.net/MyDevice01/?api-version=2021-04-12',
  password: token(sign(`${sr}\n${se}`)),
}
const check = (given: Given, known: Inputs = device) => checkLogin(azureIotHub, given, known, circumstances).marks
const codes = (given: Given, known: Inputs = device) => check(given, known).map(({ code }) => code)

/** A signature that has all of + / = in its Base64, so that leaving out the encoding shows. */
const telling = Array.from({ length: 500 }, (_, n) => String(1_790_000_000 + n)).find((time) => /(?=.*\+)(?=.*\/)/.test(sign(`${sr}\n${time}`))) ?? ''
const tellingSign = sign(`${sr}\n${telling}`)

describe('what is wrong with a login of Azure IoT Hub', () => {
  it('is nothing in what the documents describe, in any order and spelling', () => {
    const lower = sr.replaceAll('%2F', '%2f')
    const older = `${sr}%2Fapi-version%3D2016-11-14`
    for (const password of [
      right.password ?? '',
      `SharedAccessSignature sig=${encodeURIComponent(sign(`${sr}\n${se}`))}&se=${se}&sr=${sr}`,
      token(sign(`${sr}\n${se}`)).replace('%3D', '%3d'),
      token(sign(`${lower}\n${se}`), { sr: lower }),
      token(sign(`${older}\n${se}`), { sr: older }),
      token(sign(`${sr}\n${se}`), { more: '&skn=' }),
    ]) {
      expect(codes({ ...right, password })).toStrictEqual([])
    }
    expect(codes({ ...right, host: 'CONTOSO.azure-devices.net', port: '443' }, { ...device, transport: 'wss' })).toStrictEqual([])
  })

  it('is nothing where a policy signs for its hub', () => {
    for (const wider of ['contoso.azure-devices.net', 'contoso.azure-devices.net%2Fdevices']) {
      expect(codes({ ...right, password: token(sign(`${wider}\n${se}`), { sr: wider, more: '&skn=device' }) }, { ...device, skn: 'device' })).toStrictEqual([])
    }
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['the key used as text', { password: token(sign(`${sr}\n${se}`, base64Key)) }, ['check.secret-not-decoded']],
    ['the key decoded twice', { password: token(sign(`${sr}\n${se}`)) }, ['check.secret-decoded-twice'], { ...device, key: Buffer.from(base64Key).toString('base64') }],
    ['the key with a line end', { password: token(sign(`${sr}\n${se}`, `${base64Key}\n`)) }, ['check.secret-line-end']],
    ['another key altogether', { password: token(sign(`${sr}\n${se}`, 'other')) }, ['check.no-match']],
    ['HMAC-SHA1', { password: token(sign(`${sr}\n${se}`, Buffer.from(base64Key, 'base64'), 'sha1')) }, ['check.algorithm']],
    ['hex in place of Base64', { password: token(hmac(Buffer.from(base64Key, 'base64'), `${sr}\n${se}`).toString('hex')) }, ['check.encoding']],
    ['Base64 of the hex text', { password: token(Buffer.from(hmac(Buffer.from(base64Key, 'base64'), `${sr}\n${se}`).toString('hex')).toString('base64')) }, ['check.encoding']],
    ['the resource signed as it is', { password: token(sign(`contoso.azure-devices.net/devices/MyDevice01\n${se}`)) }, ['azure.sr-signed-raw']],
    ['the resource signed in lower case', { password: token(sign(`${sr.toLowerCase()}\n${se}`)) }, ['azure.sr-signed-spelling']],
    ['only the hub signed', { password: token(sign(`contoso.azure-devices.net\n${se}`)) }, ['azure.sr-signed-other']],
    ['no line feed', { password: token(sign(`${sr}${se}`)) }, ['azure.no-line-feed']],
    ['a backslash and an n', { password: token(sign(`${sr}\\n${se}`)) }, ['azure.no-line-feed']],
    ['CR LF', { password: token(sign(`${sr}\r\n${se}`)) }, ['azure.carriage-return']],
    ['a line end behind', { password: token(sign(`${sr}\n${se}\n`)) }, ['check.content-line-end']],
    ['expiry first', { password: token(sign(`${se}\n${sr}`)) }, ['check.order']],
    ['milliseconds signed, seconds stated', { password: token(sign(`${sr}\n${se}000`)) }, ['check.timestamp-unit']],
    ['milliseconds signed and stated', { password: token(sign(`${sr}\n${se}000`), { se: `${se}000` }) }, ['check.timestamp-unit']],
    ['an expiry that is no number', { password: token(sign(`${sr}\n2026-09-21`), { se: '2026-09-21' }) }, ['azure.se-form']],
    ['a token of the day before', { password: token(sign(`${sr}\n${circumstances.now / 1000 - 100_000}`), { se: String(circumstances.now / 1000 - 100_000) }) }, ['check.expired']],
    ['another device’s token', { password: token(sign(`contoso.azure-devices.net%2Fdevices%2FMyDevice02\n${se}`), { sr: 'contoso.azure-devices.net%2Fdevices%2FMyDevice02' }) }, ['azure.sr-other-device']],
    ['another hub’s token', { password: token(sign(`fabrikam.azure-devices.net%2Fdevices%2FMyDevice01\n${se}`), { sr: 'fabrikam.azure-devices.net%2Fdevices%2FMyDevice01' }) }, ['azure.sr-other-hub']],
    ['the hub alone with a device’s key', { password: token(sign(`contoso.azure-devices.net\n${se}`), { sr: 'contoso.azure-devices.net' }) }, ['azure.sr-scope']],
    ['the short name in the resource', { password: token(sign(`contoso%2Fdevices%2FMyDevice01\n${se}`), { sr: 'contoso%2Fdevices%2FMyDevice01' }) }, ['azure.hub-short']],
    ['a scheme in the resource', { password: token(sign(`https%3A%2F%2F${sr}\n${se}`), { sr: `https%3A%2F%2F${sr}` }) }, ['azure.sr-scheme']],
    ['a resource not encoded', { password: token(sign(`contoso.azure-devices.net/devices/MyDevice01\n${se}`), { sr: 'contoso.azure-devices.net/devices/MyDevice01' }) }, ['azure.sr-not-encoded']],
    ['a resource encoded twice', { password: token(sign(`${encodeURIComponent(sr)}\n${se}`), { sr: encodeURIComponent(sr) }) }, ['azure.sr-encoded-twice']],
    ['messages/events in the resource', { password: token(sign(`${sr}%2Fmessages%2Fevents\n${se}`), { sr: `${sr}%2Fmessages%2Fevents` }) }, ['azure.sr-form']],
    ['no resource at all', { password: `SharedAccessSignature sig=${encodeURIComponent(sign(`${sr}\n${se}`))}&se=${se}` }, ['azure.token-part']],
    ['a signature not encoded', { password: `SharedAccessSignature sr=${sr}&sig=${tellingSign}&se=${telling}` }, ['azure.sig-not-encoded']],
    ['a + that became a space', { password: `SharedAccessSignature sr=${sr}&sig=${tellingSign.replaceAll('+', ' ')}&se=${telling}` }, ['azure.sig-not-encoded']],
    ['a signature encoded twice', { password: token(encodeURIComponent(tellingSign), { se: telling }) }, ['azure.sig-encoded-twice']],
    ['the URL alphabet', { password: token(tellingSign.replaceAll('+', '-').replaceAll('/', '_'), { se: telling }) }, ['azure.sig-alphabet']],
    ['a signature without its =', { password: token(sign(`${sr}\n${se}`).replace('=', '')) }, ['azure.sig-form']],
    ['a signature cut short', { password: token(sign(`${sr}\n${se}`).slice(0, 30)) }, ['check.digest-length']],
    ['no prefix', { password: (right.password ?? '').replace('SharedAccessSignature ', '') }, ['azure.token-prefix']],
    ['a name in capitals', { password: (right.password ?? '').replace('&se=', '&SE=') }, ['check.case', 'azure.token-part']],
    ['no policy named', {}, ['azure.no-policy'], { ...device, skn: 'device' }],
    ['another policy named', { password: token(sign(`${sr}\n${se}`), { more: '&skn=service' }) }, ['check.value-differs'], { ...device, skn: 'device' }],
    ['the policy signed as well', { password: token(sign(`${sr}\n${se}\ndevice`), { more: '&skn=device' }) }, ['azure.policy-signed'], { ...device, skn: 'device' }],
    ['the key as password', { password: base64Key }, ['azure.key-itself']],
    ['some key as password', { password: sign('another') }, ['azure.key-itself']],
    ['no password', { password: '' }, ['azure.no-token']],
    ['a word as password', { password: 'hmacsha256' }, ['azure.not-a-token']],
    ['a tool’s whole line as password', { password: `HostName=contoso.azure-devices.net;DeviceId=MyDevice01;SharedAccessSignature=${right.password ?? ''}` }, ['azure.token-line']],
    ['a password beside a certificate', {}, ['azure.password-with-certificate'], { hub: 'contoso.azure-devices.net', deviceId: 'MyDevice01', auth: 'cert' }],
    ['no api-version', { username: 'contoso.azure-devices.net/MyDevice01' }, ['azure.no-api-version']],
    ['an api-version never published', { username: 'contoso.azure-devices.net/MyDevice01/?api-version=2021-12-04' }, ['azure.api-version']],
    ['the old form of the user name', { username: 'contoso.azure-devices.net/MyDevice01/api-version=2016-11-14' }, ['azure.username-question']],
    ['a model in the user name', { username: `${right.username ?? ''}&model-id=dtmi%3Acom%3Aexample%3AThermostat%3B1` }, ['azure.username-more']],
    ['the short name in the user name', { username: 'contoso/MyDevice01/?api-version=2021-04-12' }, ['azure.hub-short']],
    ['capitals in the user name’s hub', { username: 'Contoso.azure-devices.net/MyDevice01/?api-version=2021-04-12' }, ['azure.hub-case']],
    ['another device in the user name', { username: 'contoso.azure-devices.net/MyDevice02/?api-version=2021-04-12' }, ['check.value-differs']],
    ['a device in the wrong case', { clientId: 'mydevice01' }, ['check.case']],
    ['another client ID', { clientId: 'client-7' }, ['azure.client-id']],
    ['a space behind the client ID', { clientId: 'MyDevice01 ' }, ['check.space']],
    ['a line end behind the token', { password: `${right.password ?? ''}\r\n` }, ['check.line-end']],
    ['client ID and user name swapped', { clientId: right.username ?? '', username: right.clientId ?? '' }, ['check.swapped', 'check.swapped']],
    ['the short name as host', { host: 'contoso' }, ['azure.hub-short']],
    ['a URL as host', { host: 'mqtts://contoso.azure-devices.net:8883' }, ['azure.host-form']],
    ['the provisioning service as host', { host: 'global.azure-devices-provisioning.net' }, ['azure.dps-login']],
    ['the provisioning service’s user name', { username: '0ne00002193/registrations/MyDevice01/api-version=2019-03-31' }, ['azure.dps-login']],
    ['plain TCP', { port: '1883' }, ['azure.no-tls']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it('says how long ago a token expired, and where in it', () => {
    const old = String(circumstances.now / 1000 - 5 * 86_400)
    const password = token(sign(`${sr}\n${old}`), { se: old })
    const [mark] = check({ ...right, password })
    expect(mark?.what.en).toBe('The token expired 5 days ago.')
    expect(password.slice(...(mark?.span ?? [0, 0]))).toBe(old)
  })

  it('marks the very part of the token', () => {
    const other = 'contoso.azure-devices.net%2Fdevices%2FMyDevice02'
    const password = token(sign(`${other}\n${se}`), { sr: other })
    expect(password.slice(...(check({ ...right, password })[0]?.span ?? [0, 0]))).toBe(other)
  })

  it('does not give out a wrong resource as what is right', () => {
    const other = 'fabrikam.azure-devices.net%2Fdevices%2FMyDevice01'
    const { expected } = checkLogin(azureIotHub, { ...right, password: token(sign(`${other}\n${se}`), { sr: other }) }, device, circumstances)
    expect(expected?.login?.password).toBe(right.password)
  })

  it('is told from the login alone where nothing else is known', () => {
    expect(codes(right, { key: base64Key })).toStrictEqual([])
    expect(codes({ ...right, host: 'fabrikam.azure-devices.net' }, { key: base64Key })).toStrictEqual(['check.part-differs'])
  })
})

const connection = `HostName=contoso.azure-devices.net;DeviceId=MyDevice01;SharedAccessKey=${base64Key}`

describe('a connection string', () => {
  it.each(['host', 'clientId', 'username', 'password'] as const)('in the %s of a login is named, and its key is not told', (part) => {
    for (const known of [device, {}, { key: base64Key }]) {
      const checked = checkLogin(azureIotHub, { ...right, [part]: connection }, known, circumstances)
      expect(checked.marks.map(({ code }) => code)).toContain('azure.connection-string')
      expect(JSON.stringify(checked.marks)).not.toContain('Jsm0lyGp')
    }
  })

  it.each(azureIotHub.fields.filter(({ kind, group }) => ['text', 'secret', 'number'].includes(kind) && group !== 'exchange').map(({ key: name, operations }) => [name, operations?.[0] ?? 'login'] as const))(
    'in the field %s of %s is named, and its key is not told',
    (field, operation) => {
      const chosen = azureIotHub.operations.find(({ id }) => id === operation)
      if (!chosen) throw new Error('no such operation')
      const { findings, made } = signWith(azureIotHub, chosen, { ...device, sr, idScope: '0ne00002193', registrationId: 'dev-1', [field]: connection }, circumstances)
      expect(findings.filter((finding) => finding.field === field).map(({ code }) => code)).toStrictEqual(['azure.connection-string'])
      expect(JSON.stringify(findings)).not.toContain('Jsm0lyGp')
      expect(made).toBeUndefined()
    },
  )
})

describe('signing in at Azure IoT Hub', () => {
  it('is what the documents describe', () => {
    expect(givenOf(loginOf(azureIotHub, { ...device, se }))).toStrictEqual(right)
    expect(loginOf(azureIotHub, { ...device, se, transport: 'wss' })).toMatchObject({ port: 443, path: '/$iothub/websocket' })
  })

  it('lasts a day unless told otherwise', () => {
    const { made } = signWith(azureIotHub, azureIotHub.operations[0], device, circumstances)
    expect(made?.expiresAt).toBe(circumstances.now + 86_400_000)
  })

  it('shows work whose texts are the real ones', () => {
    const { made } = signWith(azureIotHub, azureIotHub.operations[0], { ...device, se }, circumstances)
    const shown = made?.work.map(({ kind, parts }) => [kind, parts.map((part) => part.text).join('')])
    expect(shown).toContainEqual(['content', `${sr}\n${se}`])
    expect(shown).toContainEqual(['key', Buffer.from(base64Key, 'base64').toString('hex')])
    expect(shown).toContainEqual(['digest', hmac(Buffer.from(base64Key, 'base64'), `${sr}\n${se}`).toString('hex')])
    expect(shown?.at(-1)).toStrictEqual(['assembly', right.password])
  })

  it('needs no key with a certificate, and sends no password', () => {
    const file = (name: string) => ({ name, bytes: new Uint8Array([1]) })
    const login = loginOf(azureIotHub, { hub: 'contoso.azure-devices.net', deviceId: 'MyDevice01', auth: 'cert', cert: file('c.pem'), privateKey: file('k.pem') })
    expect(login).toMatchObject({ username: right.username, certificate: file('c.pem'), privateKey: file('k.pem') })
    expect(login.password).toBeUndefined()
  })

  it.each([
    [{ ...device, hub: 'contoso' }, 'azure.hub-short'],
    [{ ...device, hub: 'global.azure-devices-provisioning.net' }, 'azure.dps-host'],
    [{ ...device, key: 'not base64!' }, 'input.base64'],
    [{ ...device, se: '1790000000000' }, 'input.time-unit'],
    [{ ...device, deviceId: 'my device' }, 'input.form'],
  ])('is refused for %o', (inputs, code) => {
    const { findings, made } = signWith(azureIotHub, azureIotHub.operations[0], inputs, circumstances)
    expect(findings.map((finding) => finding.code)).toContain(code)
    expect(made).toBeUndefined()
  })
})
