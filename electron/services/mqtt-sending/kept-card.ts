import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { decode, encode } from '../../../shared/contract/codec.ts'
import { stages, type Failure } from '../../../shared/contract/failure.ts'
import { publishSchema } from '../../../shared/contract/mqtt.ts'
import { payloadFormats } from '../../../shared/mqtt/payload-formats/payload-formats.ts'
import { writePrivate } from '../../kit/private-file.ts'
import { sentNotRead } from './failures.ts'

const textSchema = z.object({ en: z.string(), zh: z.string() })
const failureSchema = z.object({ code: z.string(), stage: z.enum(stages), earliest: z.enum(stages).exactOptional(), what: textSchema, next: textSchema, evidence: z.string().exactOptional() })
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('taken'), ms: z.number(), hasNoSubscribers: z.literal(true).exactOptional() }),
  z.object({ kind: z.literal('refused'), failure: failureSchema }),
])
const sentSchema = z.object({
  id: z.int().min(0),
  /** ms since the epoch. */
  at: z.number(),
  message: z.object({ request: publishSchema, format: z.enum(payloadFormats), typed: z.string() }),
  answer: answerSchema,
})
export type KeptSent = z.infer<typeof sentSchema>

const cardSchema = z.object({ version: z.literal(1), connection: z.string(), card: z.string(), counter: z.int().min(0), total: z.int().min(0), sent: z.array(sentSchema) })

/** What a card has sent, newest first, how many in all, and where its counter stands. */
export type KeptCard = Pick<z.infer<typeof cardSchema>, 'counter' | 'total' | 'sent'>

/** Of the messages of one card on disk: the file is written anew while the card sends. Characters, about; the newest message always is there. */
const charactersKept = 1_000_000

/** An id may hold anything; a file's name may not. */
const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

export const folderOfCards = (folder: string, savedId: string): string => join(folder, nameOf(savedId))

export const fileOfCard = (folder: string, savedId: string, cardId: string): string => join(folderOfCards(folder, savedId), `${nameOf(cardId)}.json`)

/** A file that cannot be read is moved aside, so that nothing is written over it. */
export async function readCard(file: string): Promise<{ readonly kept?: KeptCard; readonly failure?: Failure }> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? {} : { failure: sentNotRead(basename(file), String(code)) }
  }
  try {
    return { kept: cardSchema.parse(decode(content)) }
  } catch (error) {
    const aside = `${file}.bad`
    await rename(file, aside).catch(() => {})
    return { failure: sentNotRead(basename(aside), error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : String(error)) }
  }
}

/** Whole or not at all, and for its owner only: payloads may be a customer's. */
export async function writeCard(file: string, savedId: string, cardId: string, { counter, total, sent }: KeptCard): Promise<void> {
  let room = charactersKept
  const kept = sent.filter(({ message }, index) => {
    room -= message.typed.length + message.request.payload.length * 1.4
    return index === 0 || room >= 0
  })
  await writePrivate(file, `${encode({ version: 1, connection: savedId, card: cardId, counter, total, sent: kept }, (bytes) => Buffer.from(bytes).toString('base64'))}\n`)
}

/** Takes the messages out of every card of a saved connection; their counters stay. */
export async function emptyCards(folder: string, savedId: string): Promise<void> {
  const own = folderOfCards(folder, savedId)
  for (const name of await readdir(own).catch(() => [])) {
    const file = join(own, name)
    const read = name.endsWith('.json') ? await readFile(file, 'utf8').then((content) => cardSchema.safeParse(decode(content)).data, () => undefined) : undefined
    if (read) await writeCard(file, savedId, read.card, { ...read, sent: [] })
    else await rm(file, { force: true })
  }
}
