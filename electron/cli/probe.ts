import type { ProbeState, ProbeTry } from '../../shared/contract/line-probe.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { heardWords } from '../../shared/line-probe/heard-words.ts'
import { text, type Text } from '../../shared/text/local-text.ts'
import type { Failure } from '../../shared/contract/failure.ts'
import type { App } from '../app/create-app.ts'
import type { Output } from './output.ts'
import { exitCode } from './usage-error.ts'
import { visible } from './visible.ts'
import { failureLines, speaker } from './words.ts'

export type ProbeOptions = { readonly port: string; readonly baud: number; readonly json?: boolean; readonly lang?: string }

/** Finds the speed and line end at which the modem at a port answers; nobody answering is a failure of the command. */
export async function probeCommand(options: ProbeOptions, makeApp: () => Promise<App>, out: Output, stop: AbortSignal): Promise<number> {
  const say = speaker(options.lang)
  const app = await makeApp()
  try {
    const session = await app.api['serial.open'](options.port, { ...defaultLineSettings, baudRate: options.baud })
    if (!session.ok) return refused(session.failure, options, say, out)
    const { id } = session.value
    let told = 0
    const ended = new Promise<ProbeState>((resolve) => {
      app.on('lineProbe.didChange', (state) => {
        if (!options.json) for (const tried of state.tries.slice(told)) out.remark(tryLine(tried, say))
        told = state.tries.length
        if (state.state !== 'running') resolve(state)
      })
    })
    const started = await app.api['lineProbe.start'](id)
    if (!started.ok) return refused(started.failure, options, say, out)
    const cancel = (): void => void app.api['lineProbe.cancel'](id)
    if (stop.aborted) cancel()
    else stop.addEventListener('abort', cancel, { once: true })
    const { state, found, tries, failure } = await ended
    if (options.json) out.line(JSON.stringify({ ok: found !== null, state, ...found, tries, ...(failure && { failure }) }))
    else if (found) out.line(`${found.baudRate} ${found.lineEnd}`)
    else if (failure) for (const line of failureLines(failure, say)) out.remark(line)
    else out.remark(say(text('cancelled', '已取消')))
    return found ? exitCode.done : exitCode.failed
  } finally {
    await app.dispose()
  }
}

const tryLine = ({ baudRate, lineEnd, heard, shown }: ProbeTry, say: (text: Text) => string): string =>
  `${String(baudRate).padStart(8)}  AT ${lineEnd.padEnd(4)}  ${say(heardWords[heard])}${shown === '' ? '' : `  ${visible(shown)}`}`

function refused(failure: Failure, options: ProbeOptions, say: (text: Text) => string, out: Output): number {
  if (options.json) out.line(JSON.stringify({ ok: false, failure, tries: [] }))
  else for (const line of failureLines(failure, say)) out.remark(line)
  return exitCode.failed
}
