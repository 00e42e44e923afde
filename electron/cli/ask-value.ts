import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/**
 * Asks for one value at the terminal; the question goes to stderr, so that stdout carries results alone. A secret is not shown while it is typed. Null: ended
 * with Ctrl-D or Ctrl-C.
 */
export function askAtTerminal(label: string, isSecret: boolean): Promise<string | null> {
  return new Promise((resolve) => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    // `terminal` turns the tty's own echo off; what readline would echo goes nowhere.
    const line = createInterface({ input: process.stdin, output: isSecret ? silent : process.stderr, terminal: true, historySize: 0 })
    // Only now: what is typed before would be shown.
    if (isSecret) process.stderr.write(`${label}: `)
    else {
      line.setPrompt(`${label}: `)
      line.prompt()
    }
    let answer: string | null = null
    line.once('line', (typed) => {
      answer = typed
      line.close()
    })
    line.once('SIGINT', () => line.close())
    line.once('close', () => {
      if (isSecret || answer === null) process.stderr.write('\n')
      resolve(answer)
    })
  })
}
