import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './field.module.css'
import { joinClass } from './join-class.ts'

/** A visible label over its control, with what it means below and what is wrong beside it. */
export function Field({
  label,
  hint,
  problem,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  problem?: string | undefined
  className?: string
  /** Gets the attributes that tie the control to its words. */
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={joinClass(styles.row, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
      })}
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
      {problem ? (
        <span id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </span>
      ) : null}
    </div>
  )
}

/** A text, number or date field in the house's look. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input spellCheck={false} autoComplete="off" {...rest} className={joinClass(styles.input, className)} />
  )
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={2} {...rest} className={joinClass(styles.area, className)} />
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={joinClass(styles.input, styles.select, className)} />
}
