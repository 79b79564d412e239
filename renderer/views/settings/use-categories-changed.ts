import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '../../api/client.ts'

/** After categories were saved or removed: all that names them is asked anew, and the traces are judged. */
export function useCategoriesChanged(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(async () => {
    await call('analysis.start', {})
    await client.invalidateQueries()
  }, [client])
}
