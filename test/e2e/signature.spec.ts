import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

test.describe.configure({ mode: 'parallel' })

const signature = (page: Page) => page.getByTestId('signature')
const result = (page: Page, id: string) => page.getByTestId(`signature-result-${id}`)
const rail = (page: Page, id: string) => page.locator(`[data-rail="${id}"]`)

async function startPractice(page: Page): Promise<void> {
  await rail(page, 'practice').click()
  await page.getByRole('button', { name: 'Start the broker' }).click()
  await expect(page.getByTestId('practice-cloud-alibaba-iot')).toBeVisible({ timeout: 30_000 })
}

/** From the practice panel into the calculator, as a person goes who wants to see how a cloud does it. */
async function use(page: Page, cloud: string, demo: string): Promise<void> {
  await rail(page, 'workbench').click()
  const button = page.getByTestId(`practice-use-${cloud}-${demo}`)
  if (!(await button.isVisible())) await page.getByTestId(`practice-cloud-${cloud}`).click()
  await button.click()
  await expect(signature(page)).toBeVisible()
}

async function chooseCloud(page: Page, name: RegExp): Promise<void> {
  await page.getByTestId('signature-cloud').click()
  await page.getByRole('option', { name }).click()
}

/** What stands in the result, secrets shown by their eye. */
async function valueOf(page: Page, id: string): Promise<string> {
  const eye = page.getByTestId(`signature-result-${id}-reveal`)
  if (await eye.isVisible()) await eye.click()
  return result(page, id).innerText()
}

async function tryAndLeave(page: Page, what: string): Promise<void> {
  const [host, port] = [await valueOf(page, 'host'), await valueOf(page, 'port')]
  await page.getByTestId('signature-try').click()
  const pill = page.locator('[data-connection][aria-selected="true"]')
  await expect(pill, what).toHaveAttribute('title', new RegExp(`${host.replaceAll('.', String.raw`\.`)}:${port}$`))
  await expect(page.getByTestId('mqtt-state'), what).toHaveAttribute('data-state', 'connected')
  await page.getByRole('button', { name: 'Remove this connection' }).click()
}

/** By cloud, the ways in which its demo device logs in here; the rest are held against the practice clouds without a page. */
const logins: Readonly<Record<string, readonly string[]>> = {
  'alibaba-iot': ['tls', 'tcp', 'ws', 'wss'],
  'tencent-iothub': ['key-tls', 'certificate'],
  onenet: ['studio-tls'],
  'huawei-iotda': ['secret-tls', 'certificate'],
  'baidu-iotcore': ['md5-tcp'],
  'tuya-link': ['tls'],
  'azure-iothub': ['sas-tls', 'certificate'],
  aws: ['certificate', 'sigv4'],
}

test('computes the login of each cloud’s demo device, and this PC connects with it', async ({ page }) => {
  // Fifteen connections: about 40 s in all on two free cores, several times that on busy ones.
  test.setTimeout(240_000)
  await startPractice(page)
  for (const [cloud, demos] of Object.entries(logins)) {
    for (const demo of demos) {
      await use(page, cloud, demo)
      await tryAndLeave(page, `${cloud} ${demo}`)
    }
  }
})

test('a broker of one’s own: the form, the copies, and the connection', async ({ page }) => {
  await startPractice(page)
  const port = await page.locator('dt', { hasText: 'Port, plain' }).locator('xpath=following-sibling::dd').first().innerText()
  await page.getByRole('button', { name: 'Show the password' }).click()
  const shown = page.locator('dt', { hasText: /^Password$/ }).locator('xpath=following-sibling::dd')
  await expect(shown).not.toHaveText(/•/)
  const password = await shown.innerText()
  await rail(page, 'signature').click()
  await chooseCloud(page, /Any MQTT broker/)
  const form = (key: string) => signature(page).locator(`[data-field="${key}"] input:not([type="hidden"])`)
  await form('tls').click()
  await page.getByRole('option', { name: 'None (plain TCP)' }).click()
  const login = { host: 'localhost', port, clientId: 'pc-1', username: 'bench', password }
  for (const [key, value] of Object.entries(login)) await form(key).fill(value)
  await page.getByTestId('signature-copy-as').click()
  await page.getByRole('option', { name: /mosquitto/ }).click()
  for (const part of ['mosquitto_sub ', `-h localhost -p ${port} `, '-i pc-1 ', '-u bench ', "-P '******' "]) await expect(page.getByTestId('signature-export')).toContainText(part)
  await tryAndLeave(page, 'own broker')

  // Refused with another password: from the refusal into the check, with every part of the login.
  await rail(page, 'signature').click()
  await form('password').fill('not-the-password')
  await page.getByTestId('signature-try').click()
  await page.getByTestId('mqtt-check-login').click()
  for (const [key, value] of Object.entries({ ...login, password: 'not-the-password' })) await expect(page.getByTestId(`check-${key}`)).toHaveValue(value)
})

test('names what is wrong with a login, computes the right one, and connects with it', async ({ page }) => {
  await startPractice(page)
  await use(page, 'alibaba-iot', 'tcp')
  const parts = Object.fromEntries(await Promise.all(['clientId', 'username', 'password'].map(async (id) => [id, await valueOf(page, id)] as const)))
  const check = async (login: unknown) => {
    await page.getByTestId('signature-tab-check').click()
    await page.getByTestId('check-paste').fill(JSON.stringify(login))
  }
  await check(parts)
  await expect(page.getByTestId('check-verdict')).toContainText('This is exactly what these values give')

  const marks = page.getByTestId('check-marks')
  await check({ ...parts, username: parts['password'], password: parts['username'] })
  await expect(marks).toContainText('The user name and the password have changed places.')
  // The demo device signs with HMAC-SHA256.
  await check({ ...parts, clientId: parts['clientId']?.replace('signmethod=hmacsha256', 'signmethod=hmacmd5') })
  await expect(marks).toContainText('The client ID says Sign method “hmacmd5”; you know it as “hmacsha256”.')
  await check({ ...parts, password: 'f'.repeat(64) })
  await expect(page.getByTestId('check-verdict')).toHaveAttribute('data-verdict', 'wrong')
  await expect(marks.locator('[data-finding]')).toHaveCount(1)
  // Refused as it stands, let in as it should be.
  await page.getByTestId('check-try').click()
  await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
})

test('registers a device from this PC, and logs in with the secret that it was given', async ({ page }) => {
  await startPractice(page)
  await use(page, 'alibaba-iot', 'http-register')
  await page.getByTestId('signature-run').click()
  await expect(page.getByTestId('signature-run-result')).toBeVisible()
  // Request and answer are shown, their secrets are not.
  await expect(signature(page).getByText(/\/auth\/register\/device/).first()).toBeVisible()
  const answer = page.getByTestId('signature-answer-deviceSecret')
  await expect(answer).toHaveText(/^[•]+$/)
  await page.getByTestId('signature-answer-deviceSecret-reveal').click()
  await expect(answer).not.toHaveText(/•/)
  const secret = await answer.innerText()
  await page.getByTestId('signature-answer-deviceSecret-reveal').click()
  await expect(signature(page)).not.toContainText(secret)
  await page.getByTestId('signature-use-result').click()
  await expect(result(page, 'username')).toHaveText('atelierNew1&a1ateliDemo')
  await tryAndLeave(page, 'registered')
})

test('digests of any text: test case 2 of RFC 2202 and RFC 4231', async ({ page }) => {
  await rail(page, 'signature').click()
  await page.getByTestId('signature-tab-tool').click()
  await page.getByTestId('tool-key').fill('Jefe')
  await page.getByTestId('tool-message').fill('what do ya want for nothing?')
  const digests = {
    SHA256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    MD5: '750c783e6ab0b503eaa86e310a5db738',
    SHA1: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
  }
  for (const [name, digest] of Object.entries(digests)) {
    await page.getByTestId('tool-algorithm').getByText(name, { exact: true }).click()
    await expect(page.getByTestId('tool-digest')).toHaveText(digest)
  }
})

test('a list of devices: a login for each, a fault in its row, saved as CSV', async ({ page }) => {
  await rail(page, 'signature').click()
  await chooseCloud(page, /Alibaba/)
  await page.getByTestId('signature-tab-batch').click()
  const table = page.getByTestId('batch-input')
  await table.fill('productKey,deviceName\npk,device')
  await expect(page.getByTestId('batch-problem')).toContainText('deviceSecret')
  // Alibaba Cloud help, MQTT-WebSocket connection: its example device; then a product key with a letter that none has.
  const header = 'productKey,deviceName,deviceSecret,clientId,signmethod,securemode,transport,timestamp'
  await table.fill([header, 'pk,device,secret,12345,hmacsha1,3,tcp,789', 'p/k,other,secret,12346,hmacsha1,3,tcp,789'].join('\n'))
  await expect(page.getByTestId('batch-summary')).toContainText('1 device signed')
  await expect(page.getByTestId('batch-summary')).toContainText('1 row with errors')
  await expect(page.getByTestId('batch-rows')).toContainText('device&pk')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('batch-save').click()])
  const [, signed, faulty, ...more] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(signed).toContain('"12345|securemode=3,signmethod=hmacsha1,timestamp=789|",device&pk,fafd82a3d602b37fb0fa8b7892f24a477f851a14')
  expect(faulty).toMatch(/^p\/k,other,.*productKey: /)
  expect(more).toEqual([])
})

test('takes a login out of a command line, knows the cloud by it, and finds the secret alone missing', async ({ page }) => {
  await rail(page, 'signature').click()
  await chooseCloud(page, /AWS/)
  await page.getByTestId('signature-tab-check').click()
  // Alibaba Cloud help, MQTT-WebSocket connection: the login of its example device.
  await page.getByTestId('check-paste').fill('AT+QMTCONN=0,"12345|securemode=3,signmethod=hmacsha1,timestamp=789|","device&pk","fafd82a3d602b37fb0fa8b7892f24a477f851a14"')
  await expect(page.getByTestId('check-found')).toContainText('Alibaba Cloud IoT Platform')
  await expect(page.getByTestId('check-verdict')).toHaveAttribute('data-verdict', 'form-only')
  await signature(page).locator('[data-field="deviceSecret"] input').fill('secret')
  await expect(page.getByTestId('check-verdict')).not.toHaveAttribute('data-verdict', /wrong|form-only/)
})

test('speaks Chinese at once when asked, also of faults that are shown already', async ({ page }) => {
  await rail(page, 'signature').click()
  await chooseCloud(page, /Alibaba/)
  await page.getByTestId('signature-tab-check').click()
  await page.getByTestId('check-paste').fill('{"clientId":"a","username":"d&pk","password":"f"')
  await expect(signature(page)).toContainText('This JSON cannot be read.')
  await page.getByText('中文 / EN').click()
  await expect(page.getByTestId('signature-tab-check')).toHaveText('检查')
  await expect(signature(page)).toContainText('JSON')
  await expect(signature(page)).not.toContainText('cannot be read')
})
