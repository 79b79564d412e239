import { AppError } from '../../shared/errors.ts'

interface Bounds {
  above?: number
  least?: number
  most?: number
  whole?: boolean
}

/** The number an option was given. AppError `usage` where it is none or out of bounds. */
export function numberOption(name: string, text: string, bounds: Bounds = {}): number {
  const { above = -Infinity, least = -Infinity, most = Infinity, whole = false } = bounds
  const value = text.trim() === '' ? Number.NaN : Number(text)
  const fits = value > above && value >= least && value <= most && Number.isFinite(value)
  if (fits && (!whole || Number.isInteger(value))) return value
  throw new AppError('usage', { why: `${name} takes ${describe(bounds)}, not ${text}.` })
}

function describe({ above, least, most, whole }: Bounds): string {
  const limits = [
    above === undefined ? '' : ` above ${above}`,
    least === undefined ? '' : ` from ${least}`,
    most === undefined ? '' : ` up to ${most}`,
  ]
  return `a ${whole ? 'whole ' : ''}number${limits.join('')}`
}

/** The value an option was given, if it is one of those known. AppError `usage` that names them. */
export function oneOf(name: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value
  throw new AppError('usage', { why: `${name} takes ${known.join(', ')}, not ${value}.` })
}
