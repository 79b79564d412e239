/** A line of the tide over the dashed mark it is measured against. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden>
      <path d="M2 7h16" stroke="var(--ink3)" strokeDasharray="2 2" />
      <path
        d="M2 13c3 0 3-3 5-3s3 4 5.5 4S15 6 18 5"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
