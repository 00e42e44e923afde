import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureBuilt } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { at } from './lib/paths.mjs'
import { findProgram } from './lib/programs.mjs'

/** `npm run screenshots`: takes the README's pictures from the running workbench, by clicking through the job on the practice bench. */
ensureInstalled()
ensureBuilt()
const words = {
  en: { practise: 'Start practising', done: 'The modem is on the broker' },
  zh: { practise: '开始练习', done: '模组已连上服务器' },
}
const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const browser = await chromium.launch({ executablePath: await findProgram('chromium'), args })

async function take(name, { lang, scheme, tell }) {
  const data = mkdtempSync(join(tmpdir(), 'atelier-shots-'))
  const server = spawn(process.execPath, [at('out', 'main', 'server.js'), '--no-open', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise((resolve) => server.stdout.on('data', (bytes) => /http:\S+/.exec(bytes) && resolve(/http:\S+/.exec(bytes)[0])))
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: scheme })
  await page.goto(url)
  await page.getByRole('button', { name: words[lang].practise }).first().click()
  await page.locator('input[value="localhost"]').first().waitFor()
  await tell(page, words[lang])
  await page.waitForTimeout(800)
  await page.screenshot({ path: at('docs', 'screenshots', `${name}.png`) })
  await page.close()
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill()
  await ended
  rmSync(data, { recursive: true, force: true })
}

async function start(page) {
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
}

async function wholeJob(page, say) {
  await start(page)
  await page.getByTestId('wizard-watch').first().click()
  await page.getByTestId('mqtt').getByText('bench/ec20/up').first().waitFor()
  await page.getByTestId('wizard-runAll').click()
  await page.getByText(say.done).waitFor()
  await page.getByTestId('mqtt').locator('.cm-content').first().fill('{"relay":1,"period":30}')
  await page.getByTestId('mqtt-publish').click()
  await page.getByTestId('wizard-received').getByText('relay').waitFor()
}

async function refusedLogin(page) {
  const password = page.getByTestId('wizard').locator('input[type="password"]').first()
  await password.fill('not-the-password')
  await start(page)
  await page.getByTestId('wizard-runAll').click()
  await page.getByTestId('wizard-probe-result').waitFor({ timeout: 20_000 })
}

/** The practice bench's Alibaba device in the calculator, its secret hidden. */
async function calculator(page) {
  const cloud = page.getByTestId('practice-cloud-alibaba-iot')
  if (!(await cloud.isVisible())) await page.locator('[data-rail="practice"]').click()
  await cloud.click()
  await page.getByTestId('practice-use-alibaba-iot-tls').click()
  await page.getByTestId('signature-result-password').waitFor()
}

/** A login that states another algorithm than it was signed with; typed in part by part, so that the password stays hidden. */
async function wrongLogin(page) {
  await calculator(page)
  await page.getByTestId('signature-result-password-reveal').click()
  const [clientId, username, password] = await Promise.all(['clientId', 'username', 'password'].map((part) => page.getByTestId(`signature-result-${part}`).innerText()))
  await page.getByTestId('signature-tab-check').click()
  await page.getByTestId('signature').locator('[data-field="signmethod"] input').fill('')
  const login = { clientId: clientId.replace('hmacsha256', 'hmacmd5'), username, password }
  for (const [part, value] of Object.entries(login)) await page.getByTestId(`check-${part}`).fill(value)
  await page.getByTestId('check-marks').waitFor()
}

await take('workbench', { lang: 'en', scheme: 'light', tell: wholeJob })
await take('workbench-zh-dark', { lang: 'zh', scheme: 'dark', tell: wholeJob })
await take('refused-login', { lang: 'en', scheme: 'light', tell: refusedLogin })
await take('calculator', { lang: 'en', scheme: 'light', tell: calculator })
await take('calculator-check', { lang: 'en', scheme: 'light', tell: wrongLogin })
await browser.close()
