import { integer } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import { concat } from '../../../../../../shared/text/bytes.ts'
import { loose } from '../arguments.ts'
import { invalidInput, type Board, type CommandTable, type Handler } from '../board.ts'

/** Bytes of one AT+FSWRITE (openLuat, file system guide). */
const maxWrite = 10_240
const maxName = 64

const named =
  (act: (name: string, board: Board) => boolean): Handler =>
  ({ args }, board) => {
    const name = loose(args, 0, maxName)
    if (!name) return invalidInput
    return act(name, board) ? OK : ERROR
  }

const create = named((name, { files, has }) => {
  if (files.has(name) || has('full-storage')) return false
  files.write(name, new Uint8Array())
  return true
})

/** <mode> 0 begins anew, 1 adds at the end. */
const write: Handler = async ({ args }, board) => {
  const name = loose(args, 0, maxName)
  const mode = integer(args, 1, 0, 1)
  const size = integer(args, 2, 1, maxWrite)
  const seconds = integer(args, 3, 1, 1000)
  if (!name || mode === null || size === null || seconds === null) return invalidInput
  const old = board.files.read(name)
  if (!old || size > board.files.free || board.has('full-storage')) return ERROR
  board.output.prompt('>\r\n')
  const { how, bytes } = await board.input.read({ exactly: size, idleMs: seconds * board.secondMs, echo: false })
  if (how !== 'complete') return ERROR
  board.files.write(name, mode === 0 ? bytes : concat([old, bytes]))
  return OK
}

const size = named((name, { files, output }) => {
  const bytes = files.read(name)
  if (bytes) output.info(`+FSFLSIZE: ${bytes.length}`)
  return bytes !== null
})

const list: Handler = (_request, { files, output }) => {
  const names = files.list().map(({ name }) => name)
  if (names.length > 0) output.info(...names)
  return OK
}

export const fileCommands: CommandTable = {
  '+FSCREATE': { set: create },
  '+FSWRITE': { set: write },
  '+FSFLSIZE': { set: size },
  '+FSDEL': { set: named((name, { files }) => files.delete(name)) },
  '+FSLS': { run: list, set: list },
  '+FSMEM': { run: (_request, { files, output }) => (output.info(`+FSMEM: ${files.free} bytes`), OK) },
}
