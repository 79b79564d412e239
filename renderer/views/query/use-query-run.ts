import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { MethodOutput } from '../../../shared/contract.ts'
import { call } from '../../api/client.ts'

export type QueryAnswer = MethodOutput<'query.run'>

export interface QueryRun {
  run: (sql: string, limits: { seconds: number; limit: number }) => void
  cancel: () => void
  isRunning: boolean
  /** The last answer and the query it is of. */
  answer: (QueryAnswer & { sql: string }) | undefined
  error: Error | null
}

/** Runs queries one after the other; a running one can be ended. */
export function useQueryRun(onAnswer: (sql: string) => void): QueryRun {
  const current = useRef('')
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (input: { sql: string; seconds: number; limit: number }) => {
      current.current = crypto.randomUUID()
      return { ...(await call('query.run', { ...input, run: current.current })), sql: input.sql }
    },
    onSuccess: ({ sql }) => onAnswer(sql),
  })
  return {
    run: (sql, limits) => mutate({ sql, ...limits }),
    cancel: () => void call('query.cancel', { run: current.current }).catch(() => null),
    isRunning: isPending,
    answer: data,
    error,
  }
}
