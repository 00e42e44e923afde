import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, givenOf, loginOf } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { aws } from './profile.ts'

const host = fc.stringMatching(/^a[a-z0-9]{12}$/).map((prefix) => `${prefix}-ats.iot.us-east-1.amazonaws.com`)
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{2,20}$/)
const token = fc.stringMatching(/^[A-Za-z0-9._&=+/-]{8,40}$/)
const signature = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'))

describeCheck({
  cloud: aws,
  inputs: {
    host,
    clientId: fc.stringMatching(/^[A-Za-z0-9:_-]{3,40}$/),
    auth: fc.constant('custom'),
    transport: fc.constant('tls'),
    authorizerName: word,
    username: word,
    password: fc.stringMatching(/^[!#-&(-~]{4,20}$/),
    tokenKey: word,
    token,
    tokenSignature: signature,
  },
  changes: {
    host: { to: host, named: ['host'] },
    clientId: { to: word, named: ['clientId'] },
    authorizerName: { to: word, named: ['authorizerName'] },
    username: { to: word, named: ['username'] },
    password: { to: word, named: ['password'] },
    tokenKey: { to: word, named: ['username'] },
    token: { to: token, named: ['username'] },
    tokenSignature: { to: signature, named: ['username'] },
  },
})

const endpoint = 'a1b2c3d4e5f6g7-ats.iot.us-east-1.amazonaws.com'
const certified: Inputs = { host: endpoint, clientId: 'MyThing', auth: 'cert' }
const withCertificate: Given = { host: endpoint, port: '8883', clientId: 'MyThing' }

const custom: Inputs = {
  host: endpoint,
  clientId: 'MyThing',
  auth: 'custom',
  transport: 'tls',
  authorizerName: 'MyAuthorizer',
  username: 'device',
  tokenKey: 'MyToken',
  token: 'header.payload.sig-na_ture',
  tokenSignature: 'Zm9v+mFy/w==',
}
/** AWS IoT Core developer guide, "Connecting to AWS IoT Core by using custom authentication": the form, with the signature URL-encoded. */
const query = 'x-amz-customauthorizer-name=MyAuthorizer&x-amz-customauthorizer-signature=Zm9v%2BmFy%2Fw%3D%3D&MyToken=header.payload.sig-na_ture'
const asked: Given = { host: endpoint, port: '443', clientId: 'MyThing', username: `device?${query}` }

const check = (given: Given, known: Inputs) => checkLogin(aws, given, known, circumstances).marks
const codes = (given: Given, known: Inputs) => check(given, known).map(({ code }) => code)

describe('what is wrong with a certificate login of AWS IoT Core', () => {
  it('is nothing on 8883, nor on 443', () => {
    expect(codes(withCertificate, certified)).toStrictEqual([])
    expect(codes({ ...withCertificate, port: '443' }, certified)).toStrictEqual([])
    expect(codes(withCertificate, {})).toStrictEqual([])
    expect(codes({ ...withCertificate, username: '', password: '' }, certified)).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['https:// copied with the host', { host: `https://${endpoint}` }, ['aws.host-form']],
    ['a name without -ats', { host: 'a1b2c3d4e5f6g7.iot.us-east-1.amazonaws.com' }, ['aws.not-ats'], {}],
    ['the endpoint of the API', { host: 'iot.us-east-1.amazonaws.com' }, ['aws.api-endpoint'], {}],
    ['the endpoint for credentials', { host: 'c1b2c3d4e5f6g7.credentials.iot.us-east-1.amazonaws.com' }, ['aws.other-endpoint'], {}],
    ['another region', {}, ['check.value-differs'], { ...certified, host: '', region: 'eu-west-1' }],
    ['another account’s endpoint', { host: 'zzzzzzzzzzzzzz-ats.iot.us-east-1.amazonaws.com' }, ['check.value-differs']],
    ['plain TCP', { port: '1883' }, ['aws.no-tls']],
    ['an odd port', { port: '8884' }, ['check.part-differs']],
    ['443 where 8883 is known', { port: '443' }, ['check.part-differs'], { ...certified, alpn: 'none' }],
    ['a client ID too long', { clientId: 'x'.repeat(129) }, ['aws.client-id-length'], {}],
    ['a wildcard in the client ID', { clientId: 'thing+1' }, ['aws.client-id-wildcard'], {}],
    ['another client ID', { clientId: 'mything' }, ['check.case']],
    ['a line end behind the client ID', { clientId: 'MyThing\n' }, ['check.line-end']],
    ['a user name', { username: '?SDK=Python' }, ['aws.username-unused']],
    ['a password', { password: 'secret' }, ['aws.password-unused']],
  ])('%s', (_, change, expected, known = certified) => {
    expect(codes({ ...withCertificate, ...change }, known)).toStrictEqual(expected)
  })
})

describe('what is wrong with a custom authorizer’s login', () => {
  it('is nothing in the documented form', () => {
    expect(codes(asked, custom)).toStrictEqual([])
    expect(codes({ ...asked, host: endpoint.toUpperCase() }, custom)).toStrictEqual([])
    expect(codes(asked, {})).toStrictEqual([])
  })

  const pairs = query.split('&')
  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['no ?', { username: `device&${query}` }, ['aws.no-question-mark']],
    ['a query alone', { username: query }, ['aws.no-question-mark']],
    ['a second ?', { username: `device?${query}?SDK=JavaV2&Version=0.15` }, ['aws.two-question-marks']],
    ['an SDK’s name behind', { username: `device?${query}&SDK=JavaV2&Version=0.15` }, ['aws.username-spelling']],
    ['another order', { username: `device?${pairs.toReversed().join('&')}` }, ['aws.username-spelling']],
    ['lower-case escapes', { username: `device?${query.replaceAll('%2B', '%2b')}` }, ['aws.username-spelling']],
    ['a signature not encoded', { username: `device?${query.replace('Zm9v%2BmFy%2Fw%3D%3D', 'Zm9v+mFy/w==')}` }, ['aws.signature-not-encoded']],
    ['a signature encoded twice', { username: `device?${query.replaceAll('%', '%25')}` }, ['aws.signature-encoded-twice']],
    ['another signature', { username: `device?${query.replace('Zm9v', 'Zm8v')}` }, ['aws.signature-differs']],
    ['no signature', { username: `device?${[pairs[0], pairs[2]].join('&')}` }, ['aws.no-signature']],
    ['no token', { username: `device?${[pairs[0], pairs[1]].join('&')}` }, ['aws.no-token']],
    ['another token', { username: `device?${query.replace('payload', 'pay1oad')}` }, ['aws.token-differs']],
    ['another name for the token', { username: `device?${query.replace('MyToken', 'token')}` }, ['aws.token-key']],
    ['a token with a raw &', { username: `device?${query}&rest=1` }, ['aws.extra-pair']],
    ['a token with a raw =', { username: `device?${query}==` }, ['aws.token-not-encoded']],
    ['a parameter in capitals', { username: `device?${query.replace('x-amz-customauthorizer-name', 'X-Amz-CustomAuthorizer-Name')}` }, ['check.case', 'aws.no-authorizer']],
    ['no authorizer named', { username: `device?${pairs.slice(1).join('&')}` }, ['aws.no-authorizer']],
    ['the user name alone', { username: 'device' }, ['aws.no-authorizer']],
    ['another authorizer', { username: `device?${query.replace('MyAuthorizer', 'Other')}` }, ['check.value-differs']],
    ['another user', { username: `device2?${query}` }, ['check.value-differs']],
    ['port 8883', { port: '8883' }, ['aws.authorizer-port']],
    ['the token as password', { password: 'header.payload.sig-na_ture' }, ['aws.secret-itself']],
    ['another password', { password: 'b' }, ['check.no-match'], { ...custom, password: 'a' }],
    ['the query in the user name, over WebSocket', {}, ['aws.username-query'], { ...custom, transport: 'wss' }],
  ])('%s', (_, change, expected, known = custom) => {
    const marks = check({ ...asked, ...change }, known)
    expect(marks.map(({ code }) => code)).toStrictEqual(expected)
    expect(JSON.stringify(marks)).not.toMatch(/Zm9v|header\.payload/)
  })

  it('marks the very signature', () => {
    const username = `device?${query.replace('Zm9v%2BmFy%2Fw%3D%3D', 'Zm9v+mFy/w==')}`
    expect(username.slice(...(check({ ...asked, username }, custom)[0]?.span ?? [0, 0]))).toBe('Zm9v+mFy/w==')
  })
})

describe('a presigned URL in the wrong place', () => {
  const target = loginOf(aws, { host: endpoint, clientId: 'MyThing', auth: 'sigv4', accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }).path ?? ''
  const known: Inputs = { host: endpoint, clientId: 'MyThing', auth: 'sigv4', transport: 'wss' }
  const given: Given = { host: endpoint, port: '443', clientId: 'MyThing' }

  it('is nothing where the login is as it should be', () => {
    expect(codes(given, known)).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[]]>([
    ['as password', { password: target }, ['aws.presigned-here']],
    ['as user name', { username: `wss://${endpoint}${target}` }, ['aws.presigned-here']],
    ['as host', { host: `wss://${endpoint}${target}` }, ['aws.host-form', 'aws.presigned-here']],
    ['without its date', { password: target.replace(/X-Amz-Date=[^&]+&/, '') }, ['aws.presigned-here', 'aws.presigned-parts']],
    ['signed for S3', { password: target.replace('iotdevicegateway', 's3') }, ['aws.presigned-here', 'aws.presigned-service']],
    ['signed for another region', { password: target.replace('us-east-1', 'eu-west-1') }, ['aws.presigned-here', 'aws.presigned-region']],
    ['of two days', { password: target.replace('%2F20260615%2F', '%2F20260614%2F') }, ['aws.presigned-here', 'aws.presigned-day']],
    ['with a credential cut short', { password: target.replace('%2Faws4_request', '') }, ['aws.presigned-here', 'aws.presigned-credential']],
    ['with a signature cut short', { password: target.slice(0, -4) }, ['aws.presigned-here', 'aws.presigned-signature']],
    ['of last week', { password: target.replace('X-Amz-Date=20260615', 'X-Amz-Date=20260608').replace('%2F20260615%2F', '%2F20260608%2F') }, ['aws.presigned-here', 'check.expired']],
  ])('%s', (_, change, expected) => {
    const marks = check({ ...given, ...change }, known)
    expect(marks.map(({ code }) => code)).toStrictEqual(expected)
    expect(JSON.stringify(marks)).not.toMatch(/X-Amz-Signature=|wJalr/)
  })
})

describe('signing in at AWS IoT Core', () => {
  const file = (name: string) => ({ name, bytes: new Uint8Array([1]) })
  const files = { cert: file('c.pem'), privateKey: file('k.pem') }

  it('goes by certificate on 8883, and by ALPN on 443', () => {
    const login = loginOf(aws, { ...certified, ...files })
    expect(login).toStrictEqual({ host: endpoint, port: 8883, transport: 'tls', clientId: 'MyThing', certificate: files.cert, privateKey: files.privateKey })
    for (const change of [{ alpn: 'x-amzn-mqtt-ca' }, { port: '443' }]) {
      expect(loginOf(aws, { ...certified, ...files, ...change })).toMatchObject({ port: 443, alpn: ['x-amzn-mqtt-ca'] })
    }
  })

  it('asks a custom authorizer as documented', () => {
    const login = loginOf(aws, custom)
    expect(givenOf(login)).toStrictEqual(asked)
    expect(login).toMatchObject({ transport: 'tls', alpn: ['mqtt'] })
    expect(loginOf(aws, { ...custom, tokenSignature: 'Zm9v%2BmFy%2Fw%3D%3D' }).username).toBe(asked.username)
  })

  it('puts the query into the URL over WebSocket', () => {
    const login = loginOf(aws, { ...custom, transport: 'wss', password: 'p' })
    expect(login).toStrictEqual({ host: endpoint, port: 443, transport: 'wss', clientId: 'MyThing', path: `/mqtt?${query}`, username: 'device', password: 'p' })
  })

  it('takes another port, for a bench', () => {
    expect(loginOf(aws, { ...custom, host: 'localhost', port: '18443' })).toMatchObject({ host: 'localhost', port: 18_443, alpn: ['mqtt'] })
  })

  it.each<[string, Inputs, string]>([
    ['https:// copied', { ...certified, ...files, host: `https://${endpoint}` }, 'input.host-scheme'],
    ['the endpoint of the API', { ...certified, ...files, host: 'iot.us-east-1.amazonaws.com' }, 'aws.api-endpoint'],
    ['no host', { ...certified, ...files, host: '' }, 'input.missing'],
    ['no certificate', certified, 'input.missing'],
    ['a certificate over WebSocket', { ...certified, ...files, transport: 'wss' }, 'aws.transport'],
    ['a token without a name', { ...custom, tokenKey: '' }, 'aws.authorizer-parts'],
    ['a signature without a token', { ...custom, tokenKey: '', token: '' }, 'aws.authorizer-parts'],
    ['a signature in lines', { ...custom, tokenSignature: 'Zm9v\nYmFy' }, 'input.control-character'],
    ['a ? in the user name', { ...custom, username: 'a?b' }, 'input.form'],
    ['a password without a user name', { host: endpoint, clientId: 'x', auth: 'custom', password: 'p' }, 'login.no-username'],
    ['a client ID too long', { ...certified, ...files, clientId: 'x'.repeat(129) }, 'input.too-long'],
  ])('is refused for %s', (_, inputs, code) => {
    const { findings, made } = signWith(aws, aws.operations[0], inputs, circumstances)
    expect(findings.map((finding) => finding.code)).toContain(code)
    expect(made).toBeUndefined()
  })

  it('warns of a name without -ats, and takes Beijing’s', () => {
    const codesOf = (name: string) => signWith(aws, aws.operations[0], { ...certified, ...files, host: name }, circumstances).findings.map(({ code }) => code)
    expect(codesOf('a1b2c3d4e5f6g7.iot.us-east-1.amazonaws.com')).toStrictEqual(['aws.not-ats'])
    expect(codesOf('a1b2c3d4e5f6g7.ats.iot.cn-north-1.amazonaws.com.cn')).toStrictEqual([])
    expect(codesOf('iot.example.com')).toStrictEqual([])
  })
})
