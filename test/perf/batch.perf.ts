import { it } from 'vitest'
import { clouds } from '../../shared/clouds/index.ts'
import { signBatch, type TableRow } from '../../shared/signature/batch.ts'
import { figure, spread } from './report.ts'

const rounds = 7
const devices = 1000
const now = Date.UTC(2026, 5, 15, 12)

/** Base64 of 32 bytes, as OneNET, Tencent and Azure hand out their keys. */
const key = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='

/** The columns of a device, as its cloud's console exports them; what is the same for all stands in the form. */
const tables: Readonly<Record<string, { readonly header: readonly string[]; readonly row: (device: string) => readonly string[]; readonly common: Readonly<Record<string, string>> }>> = {
  'alibaba-iot': { header: ['productKey', 'deviceName', 'deviceSecret'], row: (device) => ['a1mxL3s6Z7m', device, 'iWACqPLq90zRsiEhMSdPWHV8gaRAJ78O'], common: { region: 'cn-shanghai' } },
  onenet: { header: ['productId', 'deviceName', 'key'], row: (device) => ['Pd6nY3kTq8', device, key], common: {} },
  'azure-iothub': { header: ['deviceId', 'key'], row: (device) => [device, key], common: { hub: 'contoso.azure-devices.net' } },
}

it('a table of devices signed row by row', () => {
  for (const [id, { header, row, common }] of Object.entries(tables)) {
    const cloud = clouds.find((one) => one.id === id)
    if (!cloud) throw new Error(`no cloud ${id}`)
    const table: TableRow[] = [header, ...Array.from({ length: devices }, (_, at) => row(`meter-${at}`))].map((cells, at) => ({ number: at + 1, cells }))
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const begin = performance.now()
      const batch = signBatch(cloud, cloud.operations[0], table, common, () => ({ now, random: 'k3Jd93hGq0ZxPw7LmNv2Bc5RtY8uIo1A' }))
      times.push(performance.now() - begin)
      const faulty = batch.ok ? batch.rows.find(({ made }) => !made) : undefined
      if (!batch.ok || faulty) throw new Error(`not signed: ${JSON.stringify(batch.ok ? faulty?.findings : batch.problem)}`)
    }
    figure(`${devices} devices of ${id} signed, ms, median (min to max), limit 1000`, spread(times, 0))
  }
}, 120_000)
