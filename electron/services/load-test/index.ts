export type { LoadClient, LoadClientEvents, OpenLoadClient } from './client.ts'
export { LoadTestService, type RunnerData } from './load-test-service.ts'
export { runLoad } from './run-load.ts'
