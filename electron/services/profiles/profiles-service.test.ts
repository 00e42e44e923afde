import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInCatalogue } from '../../../shared/catalogue.ts'
import type { Result } from '../../../shared/contract/failure.ts'
import type { SecretVault } from '../../../shared/kept/secret-vault.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { ProfilesService } from './profiles-service.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-profiles-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const now = Date.UTC(2026, 0, 2)
const make = (vault?: SecretVault) => new ProfilesService({ dataDir, catalogue: () => builtInCatalogue, now: () => now, ...(vault && { vault }) })

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

const pem = (name: string, content: string) => ({ name, bytes: utf8(content) })
const ca = pem('ca.pem', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n')
const key = pem('device.key', '-----BEGIN PRIVATE KEY-----\nc2VzYW1lLWtleQ==\n-----END PRIVATE KEY-----\n')
const inputs = { host: 'broker.example.com', tls: 'mutual', ca, cert: pem('device.pem', 'cert'), key, clientId: 'bench', username: 'bench', password: 'sesame-open', payload: '{"a":1}' }
const meter = { name: 'Meter', modem: 'quectel-ec20', cloud: 'mqtt', variant: 'direct', inputs }
const without = { withSecrets: false, replace: null }
const withThem = { withSecrets: true, replace: null }

const onDisk = async (): Promise<string> => {
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true })
  return (await Promise.all(names.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'latin1')))).join('\n')
}
/** As they are, in Base64, and the key's own line. */
const secretsIn = (written: string): string[] => ['sesame-open', 'c2VzYW1lLWtleQ', Buffer.from(key.bytes).toString('base64').slice(0, 40)].filter((secret) => written.includes(secret))

describe('without secrets, which is what happens unless somebody asks', () => {
  it('keeps modem, cloud, way, inputs and certificates over a restart, and says what is missing', async () => {
    const saved = valueOf(await make().save(meter, without))
    const { id, ...info } = saved
    expect(info).toStrictEqual({ name: 'Meter', modem: 'quectel-ec20', cloud: 'mqtt', variant: 'direct', savedAt: now, files: ['ca.pem', 'device.pem'], secrets: 'left-out' })
    const { password: _password, key: _key, ...open } = inputs
    expect(valueOf(await make().load(id))).toStrictEqual({ profile: saved, inputs: open, missing: ['key', 'password'], isSealed: false })
  })

  it('writes no secret to the disk', async () => {
    await make().save(meter, without)
    const written = await onDisk()
    expect([secretsIn(written), await readdir(dataDir), written.includes('broker.example.com')]).toStrictEqual([[], ['saved-profiles.json'], true])
  })

  it('knows a secret by what stands in it, wherever it was put', async () => {
    const odd = { ...meter, inputs: { host: 'mqtt://user:sesame-open@broker', tls: 'server', ca: key, unknownField: 'sesame-open' } }
    const { id } = valueOf(await make().save(odd, without))
    expect([secretsIn(await onDisk()), valueOf(await make().load(id)).missing]).toStrictEqual([[], ['host', 'ca']])
  })

  it('forgets the secrets that were kept once it is saved over without them', async () => {
    const service = make()
    const { id } = valueOf(await service.save(meter, withThem))
    expect(secretsIn(await onDisk())).not.toStrictEqual([])
    expect(valueOf(await service.save(meter, { withSecrets: false, replace: id })).secrets).toBe('left-out')
    expect([secretsIn(await onDisk()), (await service.list()).length]).toStrictEqual([[], 1])
  })
})

describe('with secrets, when somebody asks', () => {
  it('says where and how before anything is kept', async () => {
    const real: SecretVault = { isReal: () => true, seal: (plain) => plain, open: (sealed) => sealed }
    expect([await make().keeping(), await make(real).keeping(), await make({ ...real, isReal: () => false }).keeping()]).toStrictEqual([
      { kind: 'file', path: join(dataDir, 'saved-secrets.json') },
      { kind: 'system', path: join(dataDir, 'saved-secrets.json') },
      { kind: 'file', path: join(dataDir, 'saved-secrets.json') },
    ])
  })

  it('keeps them in a file of their own that only its owner can read', async () => {
    const { id } = valueOf(await make().save(meter, withThem))
    expect(valueOf(await make().load(id))).toMatchObject({ inputs, missing: [], profile: { secrets: 'kept' } })
    expect(secretsIn(await readFile(join(dataDir, 'saved-profiles.json'), 'utf8'))).toStrictEqual([])
    if (process.platform !== 'win32') expect((await stat(join(dataDir, 'saved-secrets.json'))).mode & 0o777).toBe(0o600)
  })

  it('encrypts them where the system can, and another program says that it cannot read them', async () => {
    const swap = (text: string): string => text.split('').toReversed().join('')
    const vault: SecretVault = { isReal: () => true, seal: (plain) => Buffer.from(swap(plain)).toString('base64'), open: (sealed) => swap(Buffer.from(sealed, 'base64').toString()) }
    const { id } = valueOf(await make(vault).save(meter, withThem))
    expect(secretsIn(await onDisk())).toStrictEqual([])
    expect(valueOf(await make(vault).load(id))).toMatchObject({ inputs, missing: [], isSealed: false })
    expect(valueOf(await make().load(id))).toMatchObject({ missing: ['key', 'password'], isSealed: true })
  })

  it('saves nothing when the key store refuses', async () => {
    const vault: SecretVault = { isReal: () => true, seal: () => null, open: () => null }
    expect([codeOf(await make(vault).save(meter, withThem)), await make().list(), await readdir(dataDir)]).toStrictEqual(['profiles.not-encrypted', [], []])
  })

  it('deletes them with their profile', async () => {
    const service = make()
    const { id } = valueOf(await service.save(meter, withThem))
    expect([codeOf(await service.remove(id)), secretsIn(await onDisk()), await make().list()]).toStrictEqual(['ok', [], []])
  })
})

describe('names', () => {
  it('are one of a kind: saving twice, renaming; duplicating and importing number them', async () => {
    const service = make()
    const { id } = valueOf(await service.save(meter, without))
    expect(codeOf(await service.save(meter, without))).toBe('profiles.name-taken')
    const copy = valueOf(await service.duplicate(id))
    expect(codeOf(await service.rename(copy.id, 'Meter'))).toBe('profiles.name-taken')
    expect(valueOf(await service.rename(copy.id, '电表')).name).toBe('电表')
    const { text } = valueOf(await service.exportFile(id, false))
    valueOf(await service.importFile(text, false))
    expect((await service.list()).map(({ name }) => name).toSorted()).toStrictEqual(['Meter', 'Meter (2)', '电表'].toSorted())
  })

  it('of what is gone are said to be gone', async () => {
    const service = make()
    expect([codeOf(await service.load('x')), codeOf(await service.rename('x', 'y')), codeOf(await service.duplicate('x')), codeOf(await service.remove('x')), codeOf(await service.exportFile('x', false))]).toStrictEqual(
      Array(5).fill('profiles.unknown'),
    )
  })
})

describe('as a file', () => {
  it('leaves secrets out unless they are ticked, and comes back as it went', async () => {
    const service = make()
    const { id } = valueOf(await service.save({ ...meter, name: 'Meter: 1/2' }, withThem))
    const plain = valueOf(await service.exportFile(id, false))
    const whole = valueOf(await service.exportFile(id, true))
    expect([plain.fileName, secretsIn(plain.text), secretsIn(whole.text).length]).toStrictEqual(['Meter- 1-2.atelier.json', [], 2])

    const back = valueOf(await service.importFile(whole.text, true))
    expect(valueOf(await service.load(back.id))).toMatchObject({ inputs, missing: [] })
    const bare = valueOf(await service.importFile(whole.text, false))
    expect(valueOf(await service.load(bare.id)).missing).toStrictEqual(['key', 'password'])
  })

  it.each(['', '{', '[]', '{"atelier":"profile"}', '{"atelier":"profile","version":2,"name":"x","modem":"a","cloud":"b","inputs":{}}', '{"atelier":"profile","version":1,"name":"x","modem":"a","cloud":"b","inputs":{"a":7}}'])('refuses %j', async (text) => {
    expect([codeOf(await make().importFile(text, false)), await readdir(dataDir)]).toStrictEqual(['profiles.not-a-profile', []])
  })

  it('of a modem or cloud that is not here is refused with both names', async () => {
    const failed = await make().importFile('{"atelier":"profile","version":1,"name":"x","modem":"acme-m1","cloud":"mqtt","inputs":{}}', false)
    expect(failed.ok ? '' : `${failed.failure.code} ${failed.failure.what.en}`).toBe('profiles.pair-gone This program does not know the modem “acme-m1” or the cloud “mqtt”.')
  })
})

describe('a file that was damaged', () => {
  it('costs the bad entry alone, and is kept as .bad', async () => {
    const service = make()
    const { id } = valueOf(await service.save(meter, without))
    valueOf(await service.save({ ...meter, name: 'Second' }, without))
    const file = join(dataDir, 'saved-profiles.json')
    const content = (await readFile(file, 'utf8')).replace(`"${id}"`, '17')
    await writeFile(file, content)
    expect((await make().list()).map(({ name }) => name)).toStrictEqual(['Second'])
    expect(await readFile(`${file}.bad`, 'utf8')).toBe(content)
  })

  it.each(['', '{', '[]', 'null', '{"profiles":7}'])('altogether (%j) is an empty list, and kept as .bad', async (content) => {
    await writeFile(join(dataDir, 'saved-profiles.json'), content)
    expect([await make().list(), await readFile(join(dataDir, 'saved-profiles.json.bad'), 'utf8')]).toStrictEqual([[], content])
  })
})

it('counts all of several changes made at the same time, and tells each', async () => {
  const service = make()
  const told: number[] = []
  service.onDidChange((profiles) => told.push(profiles.length))
  await Promise.all(['a', 'b', 'c'].map((name) => service.save({ ...meter, name }, without)))
  expect([told, (await make().list()).map(({ name }) => name)]).toStrictEqual([[1, 2, 3], ['a', 'b', 'c']])
})

it('a disk that refuses is a failure in words, and nothing is listed that is not kept', async () => {
  const service = new ProfilesService({ dataDir: join(dataDir, 'file', 'below'), catalogue: () => builtInCatalogue })
  await writeFile(join(dataDir, 'file'), '')
  expect([codeOf(await service.save(meter, without)), await service.list()]).toStrictEqual(['profiles.not-written', []])
})
