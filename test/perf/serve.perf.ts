import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { it } from 'vitest'
import { start } from '../support/process.ts'
import { figure, spread } from './report.ts'

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
const rounds = 9

it('atelier serve until its first page', async () => {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const data = await mkdtemp(path.join(tmpdir(), 'perf-'))
    const begin = performance.now()
    const server = start(process.execPath, [cli, 'serve', '--port', '0', '--data', data])
    const [url] = await server.until(/http:\/\/\S+/)
    const token = await fetch(url, { redirect: 'manual' })
    const cookie = token.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await fetch(new URL('/', url), { headers: { cookie } })
    if (page.status !== 200 || !(await page.text()).includes('<div id="root"')) throw new Error(`no page: ${page.status}`)
    times.push((performance.now() - begin) / 1000)
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
  figure('atelier serve, start to first page, s, median (min to max), limit 1', spread(times, 2))
}, 120_000)
