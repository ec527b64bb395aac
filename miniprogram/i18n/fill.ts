export type Values = Readonly<Record<string, string | number>>

/** A text with its `{name}` places filled; a place without a value stays visible, so that a mistake is seen. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
