import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

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
          // Property tests reckon for a second; on a machine whose cores are busy with others that is several.
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          // Real processes: mosquitto, socat and the built command. Each test bounds its own waits.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        // Figures, not verdicts: run by `npm run perf` alone, one file at a time.
        test: { name: 'perf', include: ['test/perf/**/*.perf.ts'], environment: 'node', hookTimeout: 60_000, fileParallelism: false },
      },
    ],
  },
})
