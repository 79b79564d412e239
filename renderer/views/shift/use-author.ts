import { useState } from 'react'

const KEY = 'tidemark.author'

/** The name a person signs decisions with, remembered on this machine. */
export function useAuthor(): [string, (name: string) => void] {
  const [author, setAuthor] = useState(() => localStorage.getItem(KEY) ?? '')
  return [
    author,
    (name) => {
      localStorage.setItem(KEY, name)
      setAuthor(name)
    },
  ]
}
