/** The command line was used wrongly: exit code 2, the message alone on stderr. */
export class UsageError extends Error {}

/** Exit codes of every command. */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const
