import { expect, it } from 'vitest'
import { maskedLogin } from './masked-login.ts'
import { resultRows, withoutSecrets } from './result-rows.ts'

const login = { host: 'h', port: 8883, transport: 'tls', clientId: 'c', username: 'u', password: 'pass-word' } as const

it('lists the login first and hides what lets somebody in', () => {
  expect(resultRows({ login, values: { content: 'a=b', token: 'sig=abcdef', port: 1 } }, []).map(({ id, isSecret }) => (isSecret ? `${id} hidden` : id))).toEqual([
    'host',
    'port',
    'transport',
    'clientId',
    'username',
    'password hidden',
    'content',
    'token hidden',
  ])
})

it('hides values that carry a secret inside, percent-encoded or not', () => {
  const values = { sign: 'a+b/c=', body: 'x=1&sign=a%2Bb%2Fc%3D', url: 'https://h/?k=deviceSecret1', bodyLength: 21 }
  expect(resultRows({ values }, ['deviceSecret1']).filter(({ isSecret }) => isSecret).map(({ id }) => id)).toEqual(['sign', 'body', 'url'])
})

it('puts bullets for secrets, the longest first', () => {
  expect(withoutSecrets('key=abcdef&sign=abcd%2F', ['abcd/', 'abcdef'], '••')).toBe('key=••&sign=••')
  expect(withoutSecrets('a=1', ['1', ''], '••')).toBe('a=1')
})

it('masks a login for showing it in another format', () => {
  expect(maskedLogin({ ...login, transport: 'wss', path: '/mqtt?X-Amz-Signature=secretly', username: 'u?token=secretly' }, ['secretly'])).toEqual({
    ...login,
    transport: 'wss',
    path: '/mqtt?******',
    username: '******',
    password: '******',
  })
  expect(maskedLogin({ host: 'h', port: 1, transport: 'tls', clientId: 'c' }, [])).toEqual({ host: 'h', port: 1, transport: 'tls', clientId: 'c' })
})
