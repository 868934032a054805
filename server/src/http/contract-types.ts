/** The types of an operation by its key. Loose until the contract's generated operations stand; then they come from there. */
export type OperationKey = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`

/** `{serviceId: string}` for `GET /service/{serviceId}`. */
export type PathParameters<Key extends string> = Key extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Field in Name]: string } & PathParameters<Rest>
  : unknown

// biome-ignore lint/suspicious/noExplicitAny: replaced by the contract's types
export type QueryOf<_Key extends OperationKey> = any
// biome-ignore lint/suspicious/noExplicitAny: replaced by the contract's types
export type BodyOf<_Key extends OperationKey> = any
export type Answer<_Key extends OperationKey> = unknown
