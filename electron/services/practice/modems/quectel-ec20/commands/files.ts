import { concat } from '../../../../../../shared/text/bytes.ts'
import { integer, quoted } from '../../kit/arguments.ts'
import { cme, OK } from '../../kit/final-result.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { fileChecksum, parseFileName, type FileName, type Storage } from '../file-store.ts'

const invalidInput = cme(400)
const notFound = cme(405)
const invalidName = cme(406)
const exists = cme(407)
const timedOut = cme(421)
const tooLarge = cme(423)

/** What a careless earlier run left behind, for the fault `file-exists`. */
const stale = new Uint8Array(16)

function refusal(board: Board, file: FileName, size: number) {
  if (board.has('file-exists') && !deletedByHost.get(board)?.has(file.name) && !board.files.has(file)) board.files.write(file, stale)
  if (board.files.has(file)) return exists
  const full = file.storage === 'RAM' ? cme(420) : cme(403)
  if (board.has('full-storage')) return full
  const { free, total } = board.files.space(file.storage)
  if (size > total) return tooLarge
  return size > free ? full : null
}

/** Names the host has deleted since power-on, so that `file-exists` strikes each name once only. */
const deletedByHost = new WeakMap<Board, Set<string>>()

function rememberDeleted(board: Board, name: string): void {
  const names = deletedByHost.get(board) ?? new Set<string>()
  deletedByHost.set(board, names.add(name))
}

/** With <ackmode> 1 the module says `A` after every 1024 bytes, and the host waits for it. */
const ackBlock = 1024

const upload: Handler = async ({ args }, board) => {
  const name = quoted(args, 0, 90)
  const size = integer(args, 1, 1, 99_999_999, 10_240)
  const timeout = integer(args, 2, 1, 65_535, 5)
  const acks = integer(args, 3, 0, 1, 0)
  if (name === null || size === null || timeout === null || acks === null) return invalidInput
  const file = parseFileName(name)
  if (!file || (file.storage === 'RAM' && !board.module.hasRam)) return invalidName
  const refused = refusal(board, file, size)
  if (refused) return refused
  board.output.intermediate()
  const blocks: Uint8Array[] = []
  for (let left = size; left > 0; ) {
    const exactly = acks === 1 ? Math.min(ackBlock, left) : left
    const { how, bytes } = await board.input.read({ exactly, idleMs: timeout * board.secondMs, echo: false })
    if (how !== 'complete') return timedOut
    blocks.push(bytes)
    left -= bytes.length
    if (acks === 1 && left > 0) board.output.raw(Uint8Array.of(0x41))
  }
  const bytes = concat(blocks)
  board.files.write(file, bytes)
  board.output.info(`+QFUPL: ${size},${fileChecksum(bytes)}`)
  return OK
}

const download: Handler = ({ args }, board) => {
  const file = parseFileName(quoted(args, 0, 90) ?? '')
  const bytes = file && board.files.read(file)
  if (!bytes) return file ? notFound : invalidName
  board.output.intermediate()
  board.output.raw(bytes)
  board.output.info(`+QFDWL: ${bytes.length},${fileChecksum(bytes)}`)
  return OK
}

/** `*` lists UFS, `RAM:*` lists RAM, anything else is one file. */
const list: Handler = ({ args }, board) => {
  const pattern = args.length === 0 ? '*' : quoted(args, 0, 90)
  const file = parseFileName(pattern ?? '')
  if (!file) return invalidName
  const found = board.files.list(file.storage).filter(({ name }) => file.name === '*' || name === file.name)
  if (found.length === 0 && file.name !== '*') return notFound
  if (found.length > 0) board.output.info(...found.map(({ name, size }) => `+QFLST: "${file.storage}:${name}",${size}`))
  return OK
}

const remove: Handler = ({ args }, board) => {
  const file = parseFileName(quoted(args, 0, 90) ?? '')
  if (!file) return invalidName
  if (file.name === '*') {
    for (const { name } of board.files.list(file.storage)) {
      board.files.delete({ storage: file.storage, name })
      rememberDeleted(board, name)
    }
    return OK
  }
  const wasThere = board.files.delete(file)
  rememberDeleted(board, file.name)
  return wasThere || board.has('file-exists') ? OK : notFound
}

const space: Handler = ({ args }, board) => {
  const storage = (args.length === 0 ? 'UFS' : (quoted(args, 0) ?? '')).toUpperCase()
  if (storage !== 'UFS' && storage !== 'RAM') return invalidInput
  const { free, total } = board.files.space(storage satisfies Storage)
  board.output.info(`+QFLDS: ${free},${total}`)
  return OK
}

const uploadForms: Handler = (_request, board) => {
  board.output.info('+QFUPL: <filename>[,(1-<freesize>)[,(1-65535)[,(0,1)]]]')
  return OK
}

export const fileCommands: CommandTable = {
  '+QFUPL': { set: upload, test: uploadForms },
  '+QFDWL': { set: download },
  '+QFLST': { run: list, set: list },
  '+QFDEL': { set: remove },
  '+QFLDS': { run: space, set: space },
}
