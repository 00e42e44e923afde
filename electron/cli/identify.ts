import type { App } from '../app/create-app.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { Output } from './output.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

export type IdentifyOptions = { readonly port: string; readonly baud: number; readonly json?: boolean; readonly lang?: string }

/** Asks the module at a port what it is and names the profile for it; with no profile to name the command has failed. */
export async function identifyCommand(options: IdentifyOptions, makeApp: () => Promise<App>, out: Output): Promise<number> {
  const say = speaker(options.lang)
  const app = await makeApp()
  try {
    const session = await app.api['serial.open'](options.port, { ...defaultLineSettings, baudRate: options.baud })
    const result = session.ok ? await app.api['wizard.identify'](session.value.id) : session
    if (!result.ok) {
      if (options.json) out.line(JSON.stringify({ ok: false, failure: result.failure }))
      else out.remark(`✗ [${result.failure.stage}] ${say(result.failure.what)}\n  → ${say(result.failure.next)}`)
      return exitCode.failed
    }
    const { fit, modem, model, words } = result.value
    if (options.json) out.line(JSON.stringify({ ok: modem !== undefined, fit, modem, model, words }))
    else {
      out.line(say(words))
      if (modem !== undefined) out.line(`--modem ${modem}`)
    }
    return modem === undefined ? exitCode.failed : exitCode.done
  } finally {
    await app.dispose()
  }
}
