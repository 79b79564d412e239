import { Navigate, useLocation } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ViewLink } from '../views/view.ts'

export function NotFound() {
  const { pathname } = useLocation()
  // An address with a fresh access token, pasted into an open tab: the token is taken by the session.
  if (/^\/?t=/.test(pathname)) return <Navigate to="/" replace />
  return (
    <EmptyState
      title="There is no such page"
      text="The address may come from another version of Tidemark."
      action={
        <ViewLink to="/" className={buttonClass()}>
          Go to the shifts
        </ViewLink>
      }
    />
  )
}
