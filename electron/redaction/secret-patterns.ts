import type { Detector } from './detector.ts'
import { isPlaceholder, isRandom } from './secret-likeness.ts'

/**
 * Shapes of credentials whose makers gave them a prefix, as the makers document them and the rules of gitleaks (MIT)
 * list them. The left side must not continue a word.
 */
const PREFIXED: readonly string[] = [
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}',
  'gh[pousr]_[A-Za-z0-9]{36,255}',
  'github_pat_[A-Za-z0-9_]{60,100}',
  'gl(?:pat|ptt|dt|rt|cbt|soat)-[\\w-]{20,64}',
  'xox[abeoprs]-[\\w-]{10,250}',
  'xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]{20,}',
  'sk-ant-[\\w-]{20,200}',
  'sk-(?:proj|svcacct|admin|or-v1)-[\\w-]{20,250}',
  'sk-lf-[0-9a-f-]{36}',
  'sk-[A-Za-z0-9]{32,64}',
  'AIza[\\w-]{35}',
  'GOCSPX-[\\w-]{28}',
  'ya29\\.[\\w-]{20,}',
  '[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}',
  'whsec_[A-Za-z0-9+/=]{24,}',
  'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-AgE[\\w-]{50,}',
  'hf_[A-Za-z0-9]{30,40}',
  'r8_[A-Za-z0-9]{37}',
  'gsk_[A-Za-z0-9]{40,60}',
  'xai-[A-Za-z0-9]{60,90}',
  'pplx-[A-Za-z0-9]{40,60}',
  'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}',
  'do[opr]_v1_[0-9a-f]{64}',
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}',
  'lin_api_[A-Za-z0-9]{40}',
  'dapi[0-9a-f]{32}(?:-\\d)?',
  'hvs\\.[\\w-]{20,}',
  'sbp_[0-9a-f]{40}',
  'ntn_[A-Za-z0-9]{40,60}',
  'PMAK-[0-9a-f]{24}-[0-9a-f]{34}',
  'ATATT3[\\w=-]{60,}',
  'sntrys_[\\w=+/]{40,}',
  'dp\\.pt\\.[A-Za-z0-9]{40,44}',
  'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}',
  'sq0(?:atp|csp)-[\\w-]{22,43}',
  'secret_[A-Za-z0-9]{43}',
  'AGE-SECRET-KEY-1[A-Z0-9]{58}',
  'key-[0-9a-f]{32}',
  'SK[0-9a-f]{32}',
  '\\d{8,10}:AA[\\w-]{33}',
]

const WORD_BEFORE = '(?<![A-Za-z0-9_])'

/** Names under which a value is a secret whatever it looks like. */
const KEYS =
  'api[_-]?key|apikey|api[_-]?secret|secret|secret[_-]?key|client[_-]?secret|access[_-]?key|secret[_-]?access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|session[_-]?token|id[_-]?token|token|credential|account[_-]?key|signing[_-]?key|encryption[_-]?key|webhook[_-]?secret|sig|signature'
const PASSWORDS = 'password|passwd|passwort|pwd|passphrase|contraseña|mot_de_passe'
/** Between a name and its value: quotes, also escaped ones, and `:`, `=`, `=>`, `%3D`. */
const BETWEEN = String.raw`(?:\\*["'])?\s{0,3}(?:[:=]>?|%3[AaDd])\s{0,3}(?:\\*["'])?`
/** Within quotes a value goes on to the closing one, whatever is in it. */
const QUOTED = String.raw`(?:\\*["'])?\s{0,3}(?:[:=]>?)\s{0,3}(?<quote>\\*["'])(?<value>(?:(?!\k<quote>)[^\n]){4,200}?)\k<quote>`
const VALUE = String.raw`(?<value>[^\s"'\\,;&<>(){}\[\]|]{4,500})`

/** Everything that lets its holder in. */
export const SECRET_DETECTORS: readonly Detector[] = [
  {
    rule: 'secret',
    hint: /PRIVATE KEY/,
    // Also within JSON, where line breaks are escaped, and where the end was cut off.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s:,.()-]|\\[nr])*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  {
    rule: 'secret',
    hint: /[-_.:]|AKIA|ASIA|ABIA|ACCA|AIza|ATATT3|dapi|SK[0-9a-f]/,
    pattern: new RegExp(`${WORD_BEFORE}(?:${PREFIXED.join('|')})(?![A-Za-z0-9_])`, 'g'),
    isMeant: (value) => !/x{6,}|X{6,}|\.{3}|\*{3}|(.)\1{11}/.test(value),
  },
  {
    rule: 'secret',
    hint: /eyJ/,
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.(?:eyJ)?[\w-]{8,}\.[\w-]{0,1000}/g,
    isMeant: isTokenHead,
  },
  {
    rule: 'secret',
    hint: /:\/\//,
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'<>]{0,100}:(?<value>[^\s@/"'<>]{1,200})@[\w.[-]/gi,
    isMeant: (value) => !isPlaceholder(value),
  },
  {
    rule: 'secret',
    hint: /hooks\.|webhook/i,
    pattern:
      /https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|[\w-]+\.webhook\.office\.com\/webhookb2)\/(?<value>[\w/@.-]{20,200})/g,
  },
  {
    rule: 'secret',
    hint: /bearer|basic|authorization|x-api-key/i,
    pattern:
      /(?:\b(?:Bearer|Basic)\s{1,3}|(?:authorization|x-api-key)(?:\\*["'])?\s{0,3}[:=]\s{0,3}(?:\\*["'])?(?:(?:bearer|basic|token)\s)?)(?<value>[A-Za-z0-9._~+/=-]{12,2000})/gi,
    isMeant: (value) => !isPlaceholder(value) && (isRandom(value) || value.length >= 40),
  },
  {
    rule: 'secret',
    hint: new RegExp(PASSWORDS, 'i'),
    pattern: new RegExp(`(?<![A-Za-z])(?:[A-Za-z0-9]{1,20}[_-]){0,3}(?:${PASSWORDS})${QUOTED}`, 'gi'),
    isMeant: (value) => !isPlaceholder(value) && !value.startsWith('['),
  },
  {
    rule: 'secret',
    hint: new RegExp(PASSWORDS, 'i'),
    pattern: new RegExp(
      `(?<![A-Za-z])(?:[A-Za-z0-9]{1,20}[_-]){0,3}(?:${PASSWORDS})(?:[_-]hash)?${BETWEEN}${VALUE}`,
      'gi',
    ),
    isMeant: (value) => !isPlaceholder(value) && !/^[a-z]{1,12}\.?$/.test(value),
  },
  {
    rule: 'secret',
    hint: /cookie/i,
    pattern: /(?<=cookie(?:\\*["'])?\s{0,3}[:=][^\n\r]{0,400})[\w.-]{1,60}=(?<value>[^\s;,"']{12,1000})/gi,
    isMeant: isRandom,
  },
  {
    rule: 'secret',
    hint: /<(?:password|passwd|secret|token|api[_-]?key)>/i,
    pattern: /<(?:password|passwd|secret|token|api[_-]?key)>(?<value>[^<\s]{4,500})<\//gi,
    isMeant: (value) => !isPlaceholder(value),
  },
  {
    rule: 'secret',
    hint: /-u/,
    pattern: /(?<=\s)(?:-u|--user)\s{1,3}["']?[\w.@-]{1,60}:(?<value>[^\s"']{4,200})/g,
    isMeant: (value) => !isPlaceholder(value),
  },
  {
    rule: 'secret',
    hint: /password|passcode|passwort/i,
    pattern:
      /\b(?:password|passcode|passwort)\s(?:is|was|ist|war|lautet)[:\s]\s{0,2}["'`]?(?<value>[^\s"'`<>]{5,100})/gi,
    isMeant: (value) => /[\d!#$%&*+=?@^]/.test(value) && !isPlaceholder(value),
  },
  {
    rule: 'secret',
    hint: /key|secret|token|credential/i,
    pattern: new RegExp(
      `(?<![A-Za-z])(?:[A-Za-z0-9]{1,20}[_-]){0,3}(?:${KEYS})(?:[_-](?:id|value))?${BETWEEN}${VALUE}`,
      'gi',
    ),
    isMeant: (value) => !isPlaceholder(value) && isRandom(value),
  },
]

const PASSWORD_NAME = new RegExp(`(?:^|[^a-z])(?:${PASSWORDS})$`, 'i')
const KEY_NAME = new RegExp(`(?:^|[^a-z])(?:x-)?(?:${KEYS}|authorization|cookie|set-cookie)$`, 'i')

/** Whether a whole value is a secret because of the name it stands under: camelCase, snake_case, a header. */
export function isSecretUnder(name: string, value: string): boolean {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')
  if (isPlaceholder(value)) return false
  return PASSWORD_NAME.test(words) ? value.length >= 4 : KEY_NAME.test(words) && isRandom(value)
}

/** The first part of a JWT is JSON that names an algorithm. */
function isTokenHead(value: string): boolean {
  const head = Buffer.from(value.split('.', 1)[0] ?? '', 'base64url').toString('utf8')
  return /"(?:alg|typ|enc|kid)"/.test(head)
}
