import { describe, expect, it } from 'vitest'
import { circumstances } from '../../../test/support/check-properties.ts'
import type { WorkStep } from '../../signature/working.ts'
import type { Inputs } from '../profile.ts'
import { findOperation, signWith } from '../sign.ts'
import { aws } from './profile.ts'
import { stampOf, timeOf } from './time.ts'

function sign(name: string, inputs: Inputs) {
  const operation = findOperation(aws, name)
  if (!operation) throw new Error('no such operation')
  return signWith(aws, operation, inputs, circumstances)
}

const shown = (work: readonly WorkStep[] | undefined) => (work ?? []).map(({ parts }) => parts.map((part) => part.text).join(''))

describe('the signing key', () => {
  it('comes by the four steps that AWS publishes', () => {
    // AWS General Reference, "Examples of how to derive a signing key for Signature Version 4".
    const { made } = sign('sigv4-signing-key', { secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', date: '20120215', region: 'us-east-1', service: 'iam' })
    expect(shown(made?.work)).toStrictEqual([
      'AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      '969fbb94feb542b71ede6f87fe4d5fa29c789342b0f407474670f0c2489e0a0d',
      '69daa0209cd9c5ff5c8ced464a696fd4252e981430b10e3d3fd8e2f197d7a70c',
      'f72cfd46f26bc4643f06a11eabb6c0ba18780c19a8da0c31ace671265e3c87fa',
      'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d',
    ])
    expect(made?.values).toStrictEqual({ signingKey: 'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d' })
    expect(made?.work.every(({ secret }) => secret)).toBe(true)
  })
})

describe('the presigned GET that S3 publishes', () => {
  // Amazon S3 API reference, "Authenticating requests: using query parameters".
  const { made } = sign('sigv4-presigned-query', {
    scheme: 'https',
    host: 'examplebucket.s3.amazonaws.com',
    path: '/test.txt',
    amzDate: '20130524T000000Z',
    expires: '86400',
    region: 'us-east-1',
    service: 's3',
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    payloadHash: 'UNSIGNED-PAYLOAD',
  })
  const query =
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host'

  it('has its canonical request, string to sign and URL', () => {
    expect(shown(made?.work)).toContain(`GET\n/test.txt\n${query}\nhost:examplebucket.s3.amazonaws.com\n\nhost\nUNSIGNED-PAYLOAD`)
    expect(shown(made?.work)).toContain(
      'AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04',
    )
    expect(made?.values['url']).toBe(`https://examplebucket.s3.amazonaws.com/test.txt?${query}&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`)
    expect(made?.expiresAt).toBe(Date.UTC(2013, 4, 25))
  })
})

const endpoint = 'a1b2c3d4e5f6g7-ats.iot.us-east-1.amazonaws.com'
const signed: Inputs = { host: endpoint, auth: 'sigv4', clientId: 'MyThing', accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

describe('a signed WebSocket', () => {
  it('signs for now, a day, and the region of the endpoint', () => {
    const { made } = sign('login', signed)
    expect(made?.login).toMatchObject({ host: endpoint, port: 443, transport: 'wss', clientId: 'MyThing' })
    expect(made?.login?.username).toBeUndefined()
    expect(made?.login?.path).toMatch(/^\/mqtt\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260615%2Fus-east-1%2Fiotdevicegateway%2Faws4_request&X-Amz-Date=20260615T120000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}$/)
    expect(made?.expiresAt).toBe(circumstances.now + 86_400_000)
  })

  it('gives what the tool gives', () => {
    const inputs = { ...signed, amzDate: '20260615T115900Z', expires: '3600' }
    const [login, tool] = ['login', 'sigv4-iot-wss'].map((name) => sign(name, inputs).made?.values['url'])
    expect(login).toMatch(/^wss:/)
    expect(tool).toBe(login)
  })

  it('appends the session token behind the signature, which it does not change', () => {
    const temporary = { ...signed, accessKey: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'AQoD/EXAMPLE+token==' }
    const [first, second] = [temporary, { ...temporary, sessionToken: 'another' }].map((inputs) => sign('login', inputs).made?.login?.path ?? '')
    expect(first).toMatch(/&X-Amz-Signature=[0-9a-f]{64}&X-Amz-Security-Token=AQoD%2FEXAMPLE%2Btoken%3D%3D$/)
    expect(second?.split('&X-Amz-Security-Token')[0]).toBe(first?.split('&X-Amz-Security-Token')[0])
  })

  it('signs the session token for any other service', () => {
    const { made } = sign('sigv4-presigned-query', { ...signed, host: 'examplebucket.s3.amazonaws.com', path: '/a', service: 's3', region: 'us-east-1', sessionToken: 'abc' })
    expect(made?.values['url']).toMatch(/&X-Amz-Security-Token=abc&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}$/)
  })

  it.each<[string, Inputs, string, 'error' | 'warning']>([
    ['another region than the endpoint’s', { region: 'eu-west-1' }, 'aws.region', 'error'],
    ['a time that has passed', { amzDate: '20260601T000000Z' }, 'aws.expired', 'warning'],
    ['local time in place of UTC', { amzDate: '20260615T200000Z' }, 'aws.clock', 'warning'],
    ['a temporary key without its token', { accessKey: 'ASIAIOSFODNN7EXAMPLE' }, 'aws.no-session-token', 'error'],
    ['TLS without WebSocket', { transport: 'tls' }, 'aws.transport', 'error'],
    ['a day that does not exist', { amzDate: '20260631T000000Z' }, 'input.time', 'error'],
    ['no seconds in the time', { amzDate: '20260615T1200Z' }, 'input.time', 'error'],
    ['a validity of weeks', { expires: '1209600' }, 'input.expires', 'error'],
    ['no region to be found', { host: 'iot.example.com' }, 'input.missing', 'error'],
    ['a secret cut short', { secretKey: 'Zq9TtnFEMI/K7MDENG+bPxRfiCYEXAMPLE' }, 'input.form', 'warning'],
  ])('says so of %s', (_, change, code, severity) => {
    const { findings, made } = sign('login', { ...signed, accessKey: 'AKIAIOSFODNN7EXAMPLE', ...change })
    expect(findings.map((finding) => [finding.code, finding.severity])).toStrictEqual([[code, severity]])
    expect(made === undefined).toBe(severity === 'error')
    expect(JSON.stringify(findings)).not.toMatch(/wJalrXUtnFEMI\/K7MDENG\+|Zq9T/)
  })

  it('reads and writes the times of AWS', () => {
    expect(stampOf(Date.UTC(2015, 7, 30, 12, 36))).toBe('20150830T123600Z')
    expect(timeOf('20150830T123600Z')).toBe(Date.UTC(2015, 7, 30, 12, 36))
    expect(timeOf('20150830')).toBeUndefined()
  })
})
