/** The only source of chance in the business. */
export interface Ids {
  /** `bytes` of randomness in lower-case base32 without padding (5 bits a character). */
  random(bytes: number): string
  /** A stable id from its parts: the same parts give the same id, so a repeated request meets its first answer. */
  derive(...parts: string[]): string
}
