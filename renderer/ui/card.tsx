import type { ComponentProps } from 'react'
import styles from './card.module.css'
import { joinClass } from './join-class.ts'

/** A panel that holds one thought. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={joinClass(styles.card, className)} />
}
