/** Typed values a sentence is filled with: never a secret, never foreign error text. */
export type Data = {readonly [name: string]: string | number | boolean | readonly string[]};
