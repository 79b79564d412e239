const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** `2.1 %`; two digits that count below 1 %. */
export function percent(rate: number): string {
  return `${points(rate)} %`
}

/** A share in percentage points without the unit: `4.3`, `0.02`. */
export function points(rate: number): string {
  const value = rate * 100
  const small = Math.abs(value) > 0 && Math.abs(value) < 0.095
  return small
    ? value
        .toPrecision(1)
        .replace(/^(-?)\+?(.*e.*)$/, (_, sign: string, text: string) => sign + Number(text).toFixed(4))
    : value.toFixed(1)
}

/** `12 April`. */
export function dayName(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? date.slice(5, 7)}`
}

/** `2 – 29 March`, `28 March – 24 April`; with the year where the two differ in it. */
export function dayRange(from: string, to: string): string {
  if (from.slice(0, 4) !== to.slice(0, 4)) {
    return `${dayName(from)} ${from.slice(0, 4)} – ${dayName(to)} ${to.slice(0, 4)}`
  }
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8, 10))} – ${dayName(to)}`
    : `${dayName(from)} – ${dayName(to)}`
}

/** Words up to twelve, then digits with thousands separated. */
export function countWord(value: number): string {
  return NUMBERS[value] ?? grouped(value)
}

export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `1 session`, `118,204 sessions`. */
export function counted(value: number, noun: string): string {
  return `${grouped(value)} ${noun}${value === 1 ? '' : 's'}`
}

const NOUN =
  /(?:error|call|loop|timeout|refusal|answer|output|result|ping-pong|limit|gap|trace|value|correction)$/
/** A name that is a clause ("Tool raised an error", "Run ended without an answer") has no plural. */
const CLAUSE =
  / (?:an?|the|by|without|not|never|with|in|of|raised|ended|exceeded|exhausted|absent|cut|repeated) /

/** "Silent tool error" as a subject: "Silent tool errors". Names that are clauses or symbols stay as they are. */
export function asSubject(name: string): string {
  return NOUN.test(name) && !CLAUSE.test(` ${name} `) && !name.includes('/') ? `${name}s` : name
}
