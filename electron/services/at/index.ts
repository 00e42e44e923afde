export { AtChannel, type AtChannelOptions } from './at-channel.ts'
export type { AtCommand, AtReply } from './at-command.ts'
export type { AtLink } from './at-link.ts'
