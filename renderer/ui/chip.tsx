import type { ComponentProps } from 'react'
import styles from './chip.module.css'
import { joinClass } from './join-class.ts'

/** A choice that shows its value; `<b>` inside it marks the value. */
export function Chip({ className, type = 'button', ...rest }: ComponentProps<'button'>) {
  return <button {...rest} type={type} className={joinClass(styles.chip, className)} />
}
