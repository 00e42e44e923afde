import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sequenceValues, type ValueOptions, type ValueSources } from './sequence-values.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-values-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const placeholders = [
  { name: 'apn', initial: 'cmnet', secret: false },
  { name: 'user', secret: false },
  { name: 'password', label: 'MQTT password', secret: true },
]
const nobody: ValueSources = { env: { USER_NAME: 'meter-7', password: 'from-env' }, readStdin: async () => 'piped \r\n' }

async function values(options: Partial<ValueOptions>, sources: Partial<ValueSources> = {}) {
  const warnings: string[] = []
  const found = await sequenceValues({ placeholders }, { set: [], ...options }, { ...nobody, ...sources }, ({ en }) => warnings.push(en)).catch((error: Error) => error.message)
  return { found, warnings }
}

it('takes a value from a variable of the same or of another name', async () => {
  expect(await values({ setEnv: ['password', 'user=USER_NAME'] })).toEqual({ found: { password: 'from-env', user: 'meter-7' }, warnings: [] })
  expect((await values({ setEnv: ['user=NOT_SET'] })).found).toBe('--set-env user: the environment has no variable NOT_SET')
})

it('takes a value from a file or from standard input, without the line end at its end', async () => {
  await writeFile(join(folder, 'key'), ' a=b \n')
  expect((await values({ setFile: [`user=${join(folder, 'key')}`, 'password=-'] })).found).toEqual({ user: ' a=b ', password: 'piped ' })
  expect((await values({ setFile: [`user=${join(folder, 'no')}`] })).found).toBe(`cannot read ${join(folder, 'no')}: there is no such file`)
  expect((await values({ setFile: ['user'] })).found).toBe('--set-file needs name=file, with the “=”')
})

it('warns of a secret on the command line, without saying it', async () => {
  const { found, warnings } = await values({ set: ['user=meter-7', 'password=hunter2'] })
  expect(found).toEqual({ user: 'meter-7', password: 'hunter2' })
  expect(warnings).toEqual(['{password} is a secret: other users of this machine can read a command line, and the shell keeps it. Use --set-env password, --set-file password=FILE, or leave it out to be asked.'])
})

it('asks for what has no value, a secret without showing it, and for nothing else', async () => {
  const asked: unknown[] = []
  const ask = async (label: string, isSecret: boolean) => (asked.push([label, isSecret]), `answer ${asked.length}`)
  expect((await values({}, { ask })).found).toEqual({ user: 'answer 1', password: 'answer 2' })
  expect(asked).toEqual([['user', false], ['MQTT password', true]])
  expect((await values({}, { ask: async () => null })).found).toBe('no value was given for user')
  expect((await values({})).found).toEqual({})
})
