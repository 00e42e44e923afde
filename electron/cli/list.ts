import type { Field } from '../../shared/clouds/profile.ts'
import { fieldsOf } from '../../shared/clouds/inputs.ts'
import { modemLabel } from '../../shared/modems/modem-label.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { Output } from './output.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

/** What `list` may be asked for alone; left out: both. */
export type Listed = 'modems' | 'clouds'

/** Prints every modem and cloud profile, each cloud's operations and input keys. */
export async function listCommand(what: Listed | undefined, options: { readonly json?: boolean; readonly lang?: string; readonly data?: string }, out: Output): Promise<number> {
  const { modems, clouds } = await loadCatalogue(options.data)
  const say = speaker(options.lang)
  if (options.json) {
    out.line(
      JSON.stringify({
        ...(what !== 'clouds' && { modems: modems.map(({ id, name, maker, summary }) => ({ id, name, maker, summary })) }),
        ...(what !== 'modems' && { clouds: clouds.map(({ id, name, summary, fields, operations }) => ({
          id,
          name,
          summary,
          operations: operations.map((operation) => ({
            id: operation.id,
            kind: operation.kind,
            title: operation.title,
            inputs: fieldsOf(fields, operation.id).map(({ key }) => key),
          })),
          inputs: fields.map(({ key, kind, required, initial, choices, label }) => ({
            key,
            kind,
            required,
            label,
            ...(initial !== undefined && { initial }),
            ...(choices && { choices: choices.map(({ value }) => value) }),
          })),
        })) }),
      }),
    )
    return exitCode.done
  }
  if (what !== 'clouds') {
    out.line('modems')
    for (const modem of modems) out.line(`  ${modem.id.padEnd(20)} ${say(modemLabel(modem))}. ${say(modem.summary)}`)
  }
  if (what === 'modems') return exitCode.done
  out.line('clouds')
  for (const cloud of clouds) {
    out.line(`  ${cloud.id.padEnd(20)} ${say(cloud.name)}. ${say(cloud.summary)}`)
    out.line(`    operations         ${cloud.operations.map(({ id }) => id).join(', ')}`)
    for (const field of cloud.fields) {
      const choices = field.choices ? ` (${field.choices.map(({ value }) => value).join(', ')})` : field.kind === 'file' ? ' (a file)' : ''
      out.line(`    ${field.key.padEnd(18)} ${say(field.label)}${choices}${field.required ? '' : ', optional'}${when(field)}`)
    }
  }
  return exitCode.done
}

const when = ({ shownWhen }: Field): string => (shownWhen ? `, when ${shownWhen.key} is ${shownWhen.oneOf.join(' or ')}` : '')
