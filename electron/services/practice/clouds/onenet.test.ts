import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeOneNet, verifyOneNet, type OneNetProduct } from './onenet.ts'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, staysOn, type Dial } from './test-kit.ts'

describe('published tokens', () => {
  // openLuat/LuatOS test case for iotauth, key KuF3NT/…
  const product: OneNetProduct = { id: 'Ck2AF9QD2K', service: 'studio', accessKey: 'AAAA', devices: { test: 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=' } }
  const head = 'version=2018-10-31&res=products%2FCk2AF9QD2K%2Fdevices%2Ftest&et=32472115200&method='
  test.each([
    `${head}md5&sign=htDD26UhXtXayMFAWRmNiA%3D%3D`,
    `${head}sha1&sign=onzQlILHFFNqIY%2BdOXYM3lthLT8%3D`,
    `${head}sha256&sign=6Y4zbk3Sa89tRf9lMxCCE0jG74uEcEuu%2Fnly1pU9ADM%3D`,
    // The method is signed as it is written.
    `${head}MD5&sign=y215sMm9evP3NThz5QRsiA%3D%3D`,
    'version=2022-05-01&res=products%2FCk2AF9QD2K%2Fdevices%2Ftest&et=32472115200&method=sha256&sign=N41Pmx3YpLyOoc9jtyCFPJX1etO8MxfcCr7xHYw40ws%3D',
  ])('%s', (password) => {
    const login = loginOf({ clientId: 'test', username: 'Ck2AF9QD2K', password })
    expect(verifyOneNet([product], login, 0)).toMatchObject({ isAccepted: true })
    expect(verifyOneNet([product], login, 32_472_115_200_000)).toMatchObject({ isAccepted: false, code: 5 })
    const other = password.includes('method=MD5') ? password.replace('method=MD5', 'method=md5') : password.replace('et=3', 'et=4')
    expect(verifyOneNet([product], { ...login, password: other }, 0)).toMatchObject({ isAccepted: false, code: 5 })
  })

  test('product key, product resource (a public project)', () => {
    const owned: OneNetProduct = { id: '8q4Ad1z2jn', service: 'suite', accessKey: 's6W5Qf29VVc1gaUfA5VBt+XZbyPBC/Wpk7Ntf7vNE0E=', devices: { d: 'AAAA' } }
    const password = `version=2018-10-31&res=products%2F8q4Ad1z2jn&et=1893456000&method=sha1&sign=${encodeURIComponent('vw2LFxZMrYawijQhxQRSJ3aC4CQ=')}`
    expect(verifyOneNet([owned], loginOf({ clientId: 'd', username: '8q4Ad1z2jn', password }), 0)).toMatchObject({ isAccepted: true })
  })
})

const tokenOf = (key: string, res: string, et: string, method = 'sha256') => {
  const sign = createHmac(method, Buffer.from(key, 'base64')).update(`${et}\n${method}\n${res}\n2018-10-31`).digest('base64')
  return new URLSearchParams({ version: '2018-10-31', res, et, method, sign }).toString()
}

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeOneNet)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(demo: string, et = '4102444800'): Dial {
    const { text, file } = demoOf(cloud, demo)
    const transport = text('transport') as Dial['transport']
    return { transport, port: text('port'), ...(transport === 'tls' && { ca: file('ca') }), clientId: text('deviceName'), username: text('productId'), password: tokenOf(text('key'), text('res'), et, text('method')) }
  }

  test.each(['studio-tls', 'studio-tcp', 'suite-tcp', 'suite-product'])('takes the device: %s', async (demo) => {
    expect((await dial(login(demo))).outcome).toBe(0)
    expect((await dial(login(demo, '1600000000'))).outcome).toBe(5)
    expect((await dial({ ...login(demo), username: 'nobody' })).outcome).toBe(4)
    expect((await dial({ ...login(demo), password: login(demo).password!.toString().replaceAll('%2F', '/').replaceAll('%3D', '=') })).outcome).toBe(0)
  })

  test('a product key does not sign for the product where the resource is another device', async () => {
    const { text } = demoOf(cloud, 'studio-tcp')
    const password = tokenOf(text('key'), `products/${text('productId')}/devices/other`, '4102444800')
    expect((await dial({ ...login('studio-tcp'), password })).outcome).toBe(5)
    expect((await dial({ ...login('studio-tcp'), password: tokenOf(text('key'), `products/${text('productId')}`, '4102444800') })).outcome).toBe(5)
  })

  test('keep-alive, take-over, QoS 2, retained messages, topics of each product line', async () => {
    expect((await dial({ ...login('studio-tcp'), keepalive: 5 })).outcome).toBe('closed')
    expect((await dial({ ...login('studio-tcp'), keepalive: 1801 })).outcome).toBe('closed')
    const first = await dial(login('studio-tcp'))
    const second = await dial(login('studio-tls'))
    await first.gone
    const own = `$sys/${demoOf(cloud, 'studio-tls').text('productId')}/atelierDemo1`
    expect(await granted(second, `${own}/thing/property/post/reply`)).toBe(0)
    expect(await granted(second, `${own}/dp/post/json/accepted`)).toBe(128)
    expect(await granted(second, '$sys/other/atelierDemo1/thing/property/set')).toBe(128)
    expect(await staysOn(second, `${own}/thing/property/post`)).toBe(true)
    expect(await isCutOff(second, (client) => client.publish(`${own}/dp/post/json`, '{}'))).toBe(true)
    expect(await isCutOff(await dial(login('studio-tcp')), (client) => client.publish(`${own}/thing/property/post`, '{}', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login('studio-tcp')), (client) => client.publish(`${own}/thing/property/post`, '{}', { retain: true }))).toBe(true)
    const suite = await dial(login('suite-tcp'))
    expect(await granted(suite, `$sys/${demoOf(cloud, 'suite-tcp').text('productId')}/atelierDemo1/cmd/#`)).toBe(0)
    expect(await staysOn(suite, `$sys/${demoOf(cloud, 'suite-tcp').text('productId')}/atelierDemo1/dp/post/json`)).toBe(true)
  })
})
