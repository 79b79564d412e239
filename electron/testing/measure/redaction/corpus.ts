import { DETECTOR_IDS, type DetectorId } from '../../../../shared/model/redaction.ts'
import { seededRandom } from '../../../sample/random.ts'
import { BASE62, cardNumber, DIGITS, type Draw, HEX, letters, pick, uuid, VALUES } from './made-values.ts'

/** A text with one value that must go, or with none where everything must stay. */
export interface Case {
  half: 'tuned' | 'held out'
  text: string
  kind: DetectorId | null
  value: string
}

type Surround = (value: string) => string

/** How values stand in traces. The held-out surroundings were written before the first run and not changed since. */
const AROUND: Readonly<Record<Case['half'], readonly Surround[]>> = {
  tuned: [
    (value) => `The user said: you can use ${value}, thanks.`,
    (value) => JSON.stringify({ arguments: { to: value, n: 3 } }),
    (value) => JSON.stringify(JSON.stringify({ note: `see ${value}` })),
    (value) => `2026-04-12T10:11:12Z INFO request from ${value} took 31 ms`,
  ],
  'held out': [
    (value) => `- ${value}\n- something else`,
    (value) => `<td>${value}</td>`,
    (value) => `contact=${value}; retries=2`,
    (value) => `"${value}"`,
  ],
}

/** Secrets that only their name or place gives away; the marker `§` stands for the value. */
const NAMED: Readonly<Record<Case['half'], readonly string[]>> = {
  tuned: [
    'password: §',
    '{"password": "§"}',
    '{\\"db_password\\": \\"§\\"}',
    'export OPENAI_API_KEY=§',
    'Authorization: Bearer §',
    'postgresql://app:§@db.test:5432/main',
    'api_key="§"',
    '"client_secret" : "§"',
  ],
  'held out': [
    'DB_PASSWORD=§',
    "passwd='§'",
    'AZURE_STORAGE_ACCOUNT_KEY: §',
    '{\\"access_token\\":\\"§\\",\\"expires_in\\":3600}',
    'curl -H "x-api-key: §" https://api.test/v1',
    'redis://default:§@cache.test:6379',
    'refresh_token=§&grant_type=refresh_token',
    'Passwort: §',
  ],
}

/** What looks like a value that must go, and must stay. */
const LOOK_ALIKES: Readonly<Record<Case['half'], readonly ((draw: Draw) => string)[]>> = {
  tuned: [
    (draw) => `trace ${letters(draw, HEX, 32)} span ${letters(draw, HEX, 16)}`,
    (draw) => `id ${uuid(draw)}`,
    (draw) => `commit ${letters(draw, HEX, 40)}`,
    (draw) => `sha256:${letters(draw, HEX, 64)}`,
    (draw) => `order ${letters(draw, DIGITS, 10)}`,
    (draw) => `card ending in ${letters(draw, DIGITS, 4)}`,
    (draw) => `number ${cardNumber(draw, '4', 16, false)}`,
    () => 'version 1.24.3.0 and v10.2.0.1',
    () => 'http://127.0.0.1:8080 and 0.0.0.0',
    () => '"total_tokens": 18234, "prompt_tokens": 1200',
    () => 'password: <your password>',
    () => 'api_key=${OPENAI_API_KEY}',
    () => 'the token limit was reached, see max_tokens: 4096',
    () => 'icon@2x.png and logo@3x.webp',
    () => 'git@github.com:acme/app.git',
    () => 'npm install react@19.3.1 @types/node@24',
    (draw) => `2026-04-${10 + Math.floor(draw() * 19)} 10:11:12`,
    (draw) => `ISBN 978-3-16-${letters(draw, DIGITS, 6)}-0`,
    (draw) => `timestamp 17${letters(draw, DIGITS, 11)}`,
    (draw) => `flight LH${letters(draw, DIGITS, 4)}, seat 23A, $${letters(draw, '123456789', 3)}.00`,
    (draw) => `data:image/png;base64,iVBORw0KGgo${letters(draw, BASE62, 60)}`,
    () => 'Bearer token required',
  ],
  'held out': [
    (draw) => `toolu_${letters(draw, BASE62, 24)} call_${letters(draw, BASE62, 24)}`,
    (draw) => `chatcmpl-${letters(draw, BASE62, 29)}`,
    (draw) => `{"session_id":"${uuid(draw)}","request_id":"req_${letters(draw, HEX, 24)}"}`,
    (draw) => `etag "${letters(draw, HEX, 32)}"`,
    (draw) => `invoice no. ${letters(draw, DIGITS, 12)}`,
    (draw) => `lat 52.${letters(draw, DIGITS, 6)}, lon 13.${letters(draw, DIGITS, 6)}`,
    (draw) => `total 4,${letters(draw, DIGITS, 3)},${letters(draw, DIGITS, 3)} of 12,000,000`,
    () => 'Chrome/126.0.6478.127 Safari/537.36',
    () => 'netmask 255.255.255.0, gateway on loopback ::1',
    () => 'secret: required, token: optional, password: string',
    () => 'os.environ["API_KEY"] is read; secret_key = get_secret()',
    () => 'forgot password? reset the password in settings',
    () => 'at 12:30:45:123 the ratio was 3:2:1',
    () => 'std::vector<int> and a::b::c in Foo::bar',
    (draw) => `00:1${letters(draw, HEX, 1)}:2b:3c:4d:5e is the adapter`,
    (draw) => `zip ${letters(draw, DIGITS, 5)}-${letters(draw, DIGITS, 4)}`,
    (draw) => `prices 129.90 249.00 1299.${letters(draw, DIGITS, 2)} 89.95`,
    () => '@mention of @someone, see a@b and x@y',
    (draw) => `range ${letters(draw, '123456789', 3)}-${letters(draw, '123456789', 3)} pages 1200-1450`,
    () => 'sk-learn, skip-ahead, task-force and risk-adjusted',
    (draw) => `key: users/${letters(draw, DIGITS, 6)}/profile.json`,
    (draw) => `isbn=978${letters(draw, DIGITS, 10)}`,
  ],
}

const EACH = 4

/** Every case, the same for a seed: more than 300, half of them look-alikes. */
export function makeCorpus(seed: number): Case[] {
  const draw = seededRandom(String(seed)).unit
  const cases: Case[] = []
  for (const half of ['tuned', 'held out'] as const) {
    for (const kind of DETECTOR_IDS) {
      for (const make of VALUES[kind]) {
        for (const around of kind === 'secret' ? AROUND[half].slice(0, 2) : AROUND[half]) {
          const value = make(draw)
          cases.push({ half, kind, value, text: around(value) })
        }
      }
    }
    for (const shape of NAMED[half]) {
      const value = pick(draw, [BASE62, HEX]) === HEX ? letters(draw, HEX, 32) : letters(draw, BASE62, 24)
      cases.push({ half, kind: 'secret', value, text: shape.replace('§', value) })
    }
    for (const make of LOOK_ALIKES[half])
      for (let index = 0; index < EACH; index += 1)
        cases.push({ half, kind: null, value: '', text: make(draw) })
  }
  return cases
}
