import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { joinClass } from './join-class.ts'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
}

/** An action; for going somewhere use a link with `buttonClass`. */
export function Button({ variant = 'default', className, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={joinClass(buttonClass(variant), className)} />
}

/** The look of a button, for links that read as one. */
export function buttonClass(variant: ButtonVariant = 'default'): string {
  return joinClass(styles.button, styles[variant])
}
