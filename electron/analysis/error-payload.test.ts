import { expect, test } from 'vitest'
import { readErrorPayload } from './error-payload.ts'

test.each([
  ['{"ok":false,"error":"upstream 503"}', '"ok":false'],
  ['{"success": false, "message": "no seats"}', '"success": false'],
  ['{"error": "quota exceeded"}', '"error": "quota exceeded"'],
  ['{"error": {"code": 404, "message": "gone"}}', '"error": {"code": 404, "message": "gone"}'],
  ['{"is_error": true, "content": "boom"}', '"is_error": true'],
  ['{"content":[{"type":"text","text":"boom"}],"isError":true}', '"isError":true'],
  ['{"status": 503, "body": ""}', '"status": 503'],
  ['{"statusCode":"429","message":"slow down"}', '"statusCode":"429"'],
  ['{"status":"error","message":"no such user"}', '"status":"error"'],
  ["{'ok': False, 'error': 'it broke'}", "'ok': False"],
  ['{"result": {"error": "inner"}}', '"error": "inner"'],
  ['[{"type":"text","text":"Error: no route"}]', 'Error: no route'],
  ['[{"error":"only one"}]', '"error":"only one"'],
  ['{"errorMessage":"2 validation errors","errorType":"ValueError"}', '"errorMessage":"2 validation errors"'],
  ['{"data":null,"errors":[{"message":"x"}]}', '"errors":[{"message":"x"}]'],
  ['Error: user not found', 'Error: user not found'],
  ['  error: pathspec', 'error: pathspec'],
  ['ERROR - no connection\nsecond line', 'ERROR - no connection'],
  ['TypeError: f() got an unexpected argument', 'TypeError: f() got an unexpected argument'],
  ['openai.RateLimitError: Error code: 429', 'openai.RateLimitError: Error code: 429'],
  ['Error executing tool: x', 'Error executing tool: x'],
  ['Exception in thread "main"', 'Exception in thread "main"'],
  ['<error>no file</error>', 'error>no file</error>'],
  ['Address: https://x.org\nTitle: Error 403\nViewport position: page 1', 'Title: Error 403'],
  ['<html><head><title>404 Not Found</title></head>', '<html><head><title>404 Not Found'],
  ["Address: https://x.org\nTitle: Error\nViewport\n## Error\n('Connection aborted.')", 'Title: Error'],
])('%s is an error, proved by its own words', (output, proof) => {
  const payload = readErrorPayload(output)
  expect(payload).not.toBeNull()
  expect(output.slice(payload!.start, payload!.end)).toBe(proof)
})

test.each([
  ['{"ok":true,"error":"entry of a log"}'],
  ['{"error":null,"rows":[1]}'],
  ['{"error":"","rows":[1]}'],
  ['{"error":"none"}'],
  ['{"error":false}'],
  ['{"error":{}}'],
  ['{"error":{"code":0,"message":""}}'],
  ['{"errors":[]}'],
  ['{"errors":[{"line":3,"rule":"semi"}],"checked":4}'],
  ['{"error_rate":0.2}'],
  ['{"error":0.031,"epochs":20}'],
  ['{"status":200,"error":"x"}'],
  ['{"status":450}'],
  ['{"status":"failed","order":"W1"}'],
  ['{"status":"error","order":"W1","customer":"Ann","total":3}'],
  ['{"jobs":[{"status":"error"},{"status":"ok"}]}'],
  ['[{"error":"a"},{"error":"b"}]'],
  ['Error handling in Python is done with try'],
  ['Errors found: 0'],
  ['The request returned 404, timed out, Error: x'],
  ['MeanSquaredError: 0.031'],
  ["The search string 'certain' was not found on this page"],
  ['Title: 404 Media – a newspaper'],
  ['Title: Error handling in practice'],
  ['Title: Errors\nbody'],
  ['Title: How to fix Error 404\nbody'],
  ['some text\nfurther: Traceback (most recent call last)'],
  ['{"order_id":401429,"note":"Error: none"}'],
  [''],
  ['{'],
  ['{"a"'],
  ['[[[[[['],
])('%s is no error', (output) => {
  expect(readErrorPayload(output)).toBeNull()
})

test('the status a payload names is read, also from inside the error', () => {
  expect(readErrorPayload('{"error":{"code":404,"message":"gone"}}')?.status).toBe(404)
  expect(readErrorPayload('{"status":503}')?.status).toBe(503)
  expect(readErrorPayload('Title: Error 403')?.status).toBe(403)
  expect(readErrorPayload('{"ok":false}')?.status).toBeNull()
})

test('an error written as a JSON string once more is still one', () => {
  expect(readErrorPayload(JSON.stringify('{"error":"x"}'))?.message).toBe('x')
  expect(readErrorPayload(JSON.stringify('Error: "x"'))).not.toBeNull()
  expect(readErrorPayload(JSON.stringify('all good'))).toBeNull()
})

test('the cause is searched in what speaks of the error, not in the data beside it', () => {
  const output = '{"ok":false,"message":"no seats","page":"HTTP 404 and timed out"}'
  const parts = readErrorPayload(output)!.parts.map(({ start, end }) => output.slice(start, end))
  expect(parts.join()).toContain('no seats')
  expect(parts.join()).not.toContain('404')
})

test('hostile texts of 20 MB are answered', () => {
  const size = 20_000_000
  for (const text of [
    '{'.repeat(size),
    '['.repeat(size),
    `{"a":"${'\\'.repeat(size)}`,
    `{"a":${'('.repeat(size)}`,
    `{${'"a":1,'.repeat(size / 6)}`,
    ' '.repeat(size),
    `"${'\\"'.repeat(size / 2)}`,
    `Title: ${'<title>'.repeat(size / 7)}`,
  ]) {
    expect(readErrorPayload(text)).toBeNull()
  }
})
