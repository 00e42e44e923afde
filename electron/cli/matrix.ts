import { randomBytes } from 'node:crypto'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import { text } from '../../shared/text/local-text.ts'
import { modemCloudMatrix, workingWays } from '../../shared/wizard/matrix.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { Output } from './output.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

const verdicts = { native: text('the module signs', '模组签名'), computed: text('computed login', '计算登录参数'), none: text('not possible', '不可行') }

/** Which modem reaches which cloud, by which ways, and what stands against the others. */
export async function matrixCommand(options: { readonly json?: boolean; readonly lang?: string; readonly data?: string }, out: Output): Promise<number> {
  const { modems, clouds } = await loadCatalogue(options.data)
  const say = speaker(options.lang)
  const cells = modemCloudMatrix(modems, clouds, circumstancesOf(Date.now(), randomBytes))
  if (options.json) {
    out.line(JSON.stringify({ cells: cells.map((cell) => ({ modem: cell.modem, cloud: cell.cloud, verdict: cell.verdict, why: cell.why, ways: workingWays(cell) })) }))
    return exitCode.done
  }
  for (const modem of modems) {
    out.line(modem.id)
    for (const cell of cells.filter(({ modem: id }) => id === modem.id)) {
      const ways = workingWays(cell)
      out.line(`  ${cell.cloud.padEnd(15)} ${say(verdicts[cell.verdict])}${ways.length > 0 ? ` (${ways.join(', ')})` : ''}`)
      out.line(`  ${''.padEnd(15)} ${say(cell.why)}`)
    }
  }
  return exitCode.done
}
