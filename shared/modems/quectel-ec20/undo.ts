import type { Undo } from '../../wizard/step.ts'
import { quick } from './constants.ts'

/** `AT+QSSLCFG="seclevel",2,1` asked without its value answers `+QSSLCFG: "seclevel",2,<value>`; QMTCFG leaves the index out of its answer. */
export const undoOf = (send: string): Undo => {
  const [, head = send, name = ''] = /^(AT\+(\w+)="[^"]+",\d+),/.exec(send) ?? []
  return { read: { send: head, pattern: name === 'QMTCFG' ? '^\\+QMTCFG: ?"[^"]+",(.+)$' : '^\\+QSSLCFG: ?"[^"]+",\\d+,(.+)$' }, send: `${head},{before}`, timeoutMs: quick }
}
