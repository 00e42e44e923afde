/** `crypto.randomUUID` is there on https and localhost alone; a bench PC's page may come over plain http. */
export const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
