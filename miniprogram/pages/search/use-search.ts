import { useReachBottom } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { customer } from '../../services/customer'
import { forget, keep, readKept } from '../../services/storage'
import { usePaged } from '../../services/use-paged'
import { useWho } from '../../services/who'

const WAIT_MS = 300
const RECENT = 'recent-searches'
const RECENT_MAX = 8

/** A search while typing: asks once the typing rests, and shows only the answer to the last text. */
export function useSearch() {
  const who = useWho()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [recent, setRecent] = useState(() => readKept<string[]>(RECENT) ?? [])

  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [text])

  const items = usePaged(asked === '' ? null : `${who.key} ${asked}`, (after) =>
    customer.catalog.search({ text: asked, ...(after ? { after } : {}) }),
  )
  useReachBottom(() => void items.more())

  return {
    text,
    asked,
    items,
    recent,
    setText,
    /** Keeps a text that led somewhere. */
    remember(): void {
      if (asked === '') return
      const next = [asked, ...recent.filter((one) => one !== asked)].slice(0, RECENT_MAX)
      keep(RECENT, next)
      setRecent(next)
    },
    forgetRecent(): void {
      forget(RECENT)
      setRecent([])
    },
  }
}
