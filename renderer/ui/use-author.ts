import { usePreference } from './preference.ts'

/** The name a person signs decisions and notes with, remembered on this machine. */
export function useAuthor(): [string, (name: string) => void] {
  const [author, setAuthor] = usePreference('author')
  return [author ?? '', (name) => setAuthor(name === '' ? null : name)]
}
