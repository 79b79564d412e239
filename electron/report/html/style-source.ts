import { createHash } from 'node:crypto'
import { STYLE } from './style.ts'

/** The one style of every report as a content policy names it. */
export const REPORT_STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`
