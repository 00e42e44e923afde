/** A service's methods: the contract's, without the prefix. */
export type ServiceOf<Prefix extends string, A> = {
  readonly [K in keyof A as K extends `${Prefix}.${infer Name}` ? Name : never]: A[K]
}

/** Puts a service behind its names in the contract. A service that lacks a method or has another signature does not compile. */
export function apiOf<Prefix extends string, A>(prefix: Prefix, service: ServiceOf<Prefix, A>, inputs: { readonly [K in keyof A]: unknown }): A {
  const methods = service as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>
  const names = Object.keys(inputs).map((method) => [method, method.slice(prefix.length + 1)] as const)
  return Object.fromEntries(names.map(([method, name]) => [method, (...args: readonly unknown[]) => methods[name]?.(...args)])) as A
}
