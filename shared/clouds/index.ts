import { mqttCloud } from './mqtt.ts'
import type { CloudProfile } from './profile.ts'

/** Every cloud ATelier knows, in the order in which they are offered. */
export const clouds: readonly CloudProfile[] = [mqttCloud]

export const findCloud = (id: string): CloudProfile | undefined => clouds.find((cloud) => cloud.id === id)

export type { CloudProfile, Field, Inputs, InputValue, Prepared } from './profile.ts'
