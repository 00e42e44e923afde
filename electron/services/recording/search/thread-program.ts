import { isFrameTime } from '../format.ts'
import { finderOf } from './finder.ts'
import { firstFrame } from './first-frame.ts'
import { joinedStream } from './joined-stream.ts'
import { lookThrough } from './look-through.ts'

/**
 * The program of a search's thread: what a bundler makes of a worker's file differs between the hosts, and tests run from the source, so functions
 * that name nothing outside of themselves go there as their text. It also keeps what a test's loader makes of an import out of loops that run
 * through every frame of a file.
 *
 * The thread reads from the caller's open file. `scans` is counted up before and after everything that may take for ever.
 */
export const threadProgram = `
const { parentPort, workerData: { fd, options, scans } } = require('node:worker_threads')
const { readSync } = require('node:fs')
const parts = {
  finderOf: ${finderOf.toString()},
  firstFrame: ${firstFrame.toString()},
  joinedStream: ${joinedStream.toString()},
  isFrameTime: ${isFrameTime.toString()},
}
const read = (target, offset, length, position) => (length > 0 ? readSync(fd, target, offset, length, position) : 0)
const look = (${lookThrough.toString()})(parts, options, read, () => Atomics.add(scans, 0, 1))
parentPort.on('message', (job) => {
  try {
    parentPort.postMessage({ answer: look(job) })
  } catch (error) {
    // A copy of an error has no code.
    parentPort.postMessage({ message: error.message, code: error.code })
  }
})`
