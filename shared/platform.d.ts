// The few globals that every runtime ATelier uses (Node 20, Chromium) has, declared by hand: shared/ is compiled
// with neither Node's nor the DOM's types, so that any other global does not compile here.
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array, options?: { stream?: boolean }): string
}
declare function atob(data: string): string
declare function btoa(data: string): string
/**
 * WebCrypto, as much as is used. `subtle` is undefined in a page that came over plain HTTP from another machine: whoever
 * asks it is ready for a throw.
 */
declare const crypto: {
  readonly subtle: {
    importKey(format: 'pkcs8', key: Uint8Array<ArrayBuffer>, algorithm: { name: string; namedCurve?: string }, extractable: boolean, usages: 'sign'[]): Promise<object>
    exportKey(format: 'jwk', key: object): Promise<{ x?: string; y?: string }>
  }
}
