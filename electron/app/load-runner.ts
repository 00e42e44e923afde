import { parentPort, workerData } from 'node:worker_threads'
import { runLoad, type RunnerData } from '../services/load-test/index.ts'
import { openLoadClient } from '../services/mqtt/index.ts'

/** The thread of a load test: a composition of its own, since only what is composed may use two services. */
const { plan, run } = workerData as RunnerData
const stop = new AbortController()
parentPort?.on('message', () => stop.abort())

const report = await runLoad({ plan, run, open: openLoadClient, signal: stop.signal, tell: (now) => parentPort?.postMessage(now) })
parentPort?.postMessage(report)
// The port keeps the thread alive otherwise; what was posted still arrives.
parentPort?.close()
