import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { serviceError } from './index.ts'

test.each([
  ['llm chat gpt-4.1 status=error http.response.status_code=500', '500'],
  ['llm chat gpt-4.1 status=error error=openai.InternalServerError', 'InternalServerError'],
  ['tool fetch status=error message="read ECONNRESET"', 'ECONNRESET'],
  ['tool fetch status=ok output={"ok":false,"error":"upstream 503"}', 'upstream 503'],
  [
    'tool fetch status=ok output="Title: Error\\n\\n(\'Connection aborted.\', RemoteDisconnected(1))"',
    'RemoteDisconnected',
  ],
  ['tool fetch status=error rpc.grpc.status_code=14', '14'],
])('%s', (line, proof) => {
  const judged = judgeText(serviceError, line)
  expect(judged.found.map(({ said, blame }) => [said, blame])).toEqual([[[proof], null]])
})

test("an overloaded provider, a client's own retry, a web server beside the agent and numbers are none", () => {
  const text = `
    other POST /chat status=error http.response.status_code=500
      agent run
        llm chat gpt-4.1 status=error error=InternalServerError message="AnthropicError overloaded_error"
        llm chat gpt-4.1 status=ok
          other POST status=error http.response.status_code=503
          other POST status=ok
        tool count status=error message="expected 500 rows, exit code 502"
    other SELECT status=error message="connection refused"
  `
  expect(judgeText(serviceError, text).verdict).toBe('not_fired')
})

test('a trace of services without an agent is not judged', () => {
  const text =
    'other GET / status=error http.status_code=500\n  other SELECT status=error message="connection refused"'
  expect(judgeText(serviceError, text).verdict).toBe('not_evaluable')
})
