import { clouds, type Field } from '../../shared/clouds/index.ts'
import { modems } from '../../shared/modems/index.ts'
import type { Output } from './output.ts'
import { speaker } from './plan-choice.ts'
import { exitCode } from './usage-error.ts'

/** Prints every modem and cloud profile, and each cloud's input keys. */
export function listCommand(options: { readonly json?: boolean; readonly lang?: string }, out: Output): number {
  const say = speaker(options.lang)
  if (options.json) {
    out.line(
      JSON.stringify({
        modems: modems.map(({ id, name, maker, summary }) => ({ id, name, maker, summary })),
        clouds: clouds.map(({ id, name, summary, fields }) => ({
          id,
          name,
          summary,
          inputs: fields.map(({ key, kind, required, initial, choices, label }) => ({
            key,
            kind,
            required,
            label,
            ...(initial !== undefined && { initial }),
            ...(choices && { choices: choices.map(({ value }) => value) }),
          })),
        })),
      }),
    )
    return exitCode.done
  }
  out.line('modems')
  for (const modem of modems) out.line(`  ${modem.id.padEnd(20)} ${modem.name}. ${say(modem.summary)}`)
  out.line('clouds')
  for (const cloud of clouds) {
    out.line(`  ${cloud.id.padEnd(20)} ${say(cloud.name)}. ${say(cloud.summary)}`)
    for (const field of cloud.fields) {
      const choices = field.choices ? ` (${field.choices.map(({ value }) => value).join(', ')})` : field.kind === 'file' ? ' (a file)' : ''
      out.line(`    ${field.key.padEnd(18)} ${say(field.label)}${choices}${field.required ? '' : ', optional'}${when(field)}`)
    }
  }
  return exitCode.done
}

const when = ({ shownWhen }: Field): string => (shownWhen ? `, when ${shownWhen.key} is ${shownWhen.oneOf.join(' or ')}` : '')
