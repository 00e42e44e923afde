import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Vitest leaves one core to its own process, which has next to nothing to do. */
const cores = availableParallelism()

/** Thousands of runs in shortened seconds: on a core shared with others their modems would seem to have stopped answering. */
const sweeps = ['test/integration/fault-sweep.test.ts', 'test/integration/cancel-sweep.test.ts', 'test/integration/matrix.test.ts']

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          environment: 'node',
          maxWorkers: cores,
          sequence: { groupOrder: 0 },
          // Property tests reckon for a second; on a machine whose cores are busy with others that is several.
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: sweeps,
          environment: 'node',
          // Mostly they wait, for modems, brokers and processes.
          maxWorkers: cores + 1,
          sequence: { groupOrder: 1 },
          // Real processes: mosquitto, socat and the built command. Each test bounds its own waits.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        // Part of `npm run integration`, one after the other when the rest is through.
        test: { name: 'integration-sweeps', include: sweeps, environment: 'node', fileParallelism: false, sequence: { groupOrder: 2 }, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        root,
        // Figures, not verdicts: run by `npm run perf` alone, one file at a time.
        test: { name: 'perf', include: ['test/perf/**/*.perf.ts'], environment: 'node', hookTimeout: 60_000, fileParallelism: false, sequence: { groupOrder: 3 } },
      },
    ],
  },
})
