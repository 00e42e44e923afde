import { z } from 'zod'

const stream = z.string().min(1).max(64)

export const linkInputs = {
  'link.follow': z.tuple([z.literal('serial.didReceive'), stream, z.boolean()]),
}

/** What a client says of its own link with the program. Answered where the link ends (`electron/app/expose.ts`): no service knows of clients. */
export type LinkApi = {
  /** Whether this client wants all batches of a stream, its first argument, also those of a flood. What it has said is gone when the link is lost. */
  'link.follow': (event: 'serial.didReceive', stream: string, isFollowed: boolean) => Promise<null>
}
