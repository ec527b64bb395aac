/** What a code of ours asks for. */
export type Code =
  { readonly kind: 'sign-in'; readonly ticket: string } | { readonly kind: 'join'; readonly token: string }

/** Reads the text of a scanned or pasted code; undefined when it is not one of ours. */
export function readCode(text: string): Code | undefined {
  const [, kind, secret] = /^laidan:(sign-in|join):([a-z0-9]{20,80})$/.exec(text.trim()) ?? []
  if (secret === undefined) return undefined
  return kind === 'join' ? { kind: 'join', token: secret } : { kind: 'sign-in', ticket: secret }
}
