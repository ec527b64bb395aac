import { useState } from 'react'
import { forget, keep, readKept } from './storage'

/**
 * What a person typed into a form, kept on the device through errors, page changes and restarts until `done`.
 * `name` says which form; `empty` is the form's first content.
 */
export function useDraft<T extends object>(name: string, empty: T) {
  const key = `draft:${name}`
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...readKept<Partial<T>>(key) }))
  return {
    draft,
    change(part: Partial<T>): void {
      const next = { ...draft, ...part }
      keep(key, next)
      setDraft(next)
    },
    /** The form did its work: the next one starts empty. */
    done(): void {
      forget(key)
      setDraft(empty)
    },
  }
}
