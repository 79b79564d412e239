import type { ComponentProps, ReactNode } from 'react'
import { joinClass } from './join-class.ts'
import styles from './text-field.module.css'

export interface TextFieldProps extends ComponentProps<'input'> {
  /** Read aloud where no visible label stands beside it. */
  label: string
  /** What is wrong with the text; also read aloud. */
  problem?: ReactNode
  trailing?: ReactNode
  mono?: boolean
}

export function TextField({ label, problem, trailing, mono, className, ...rest }: TextFieldProps) {
  return (
    <span className={joinClass(styles.wrap, className)}>
      <span className={styles.field} data-invalid={problem ? true : undefined}>
        <input
          spellCheck={false}
          autoComplete="off"
          {...rest}
          className={joinClass(styles.input, mono && styles.mono)}
          aria-label={label}
          aria-invalid={problem ? true : undefined}
        />
        {trailing}
      </span>
      {problem ? (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      ) : null}
    </span>
  )
}
