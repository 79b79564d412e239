import { useRef, useState } from 'react'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import { useCall } from '../../api/queries.ts'
import { useActions } from '../../ui/actions.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { mutedUntil } from '../../ui/shift-standing.ts'
import { TextField } from '../../ui/text-field.tsx'
import { AcceptDialog } from './accept-dialog.tsx'
import { acceptedVersions } from './baseline-versions.ts'
import styles from './decisions.module.css'
import { History } from './history.tsx'
import type { ShiftDetail } from './shift-page.tsx'
import { useAuthor } from '../../ui/use-author.ts'
import { MuteForm } from './mute-form.tsx'
import { useDecisions } from './use-decisions.ts'

type Opened = 'mute' | 'accept' | null

/** What people make of the shift: the actions, and below them everything decided so far. */
export function Decisions({
  detail: { shift, decisions },
  name,
  watch,
}: {
  detail: ShiftDetail
  name: string
  watch: WatchState
}) {
  const [author, setAuthor] = useAuthor()
  const [opened, setOpened] = useState<Opened>(null)
  const actions = useDecisions()
  const versions = useCall('baselines.list', {}).data?.versions ?? []
  const buttons = useRef<HTMLDivElement>(null)
  const isOpen = shift.state === 'open'
  const close = () => {
    setOpened(null)
    buttons.current?.querySelector<HTMLElement>('[data-action=mute]')?.focus()
  }
  /** Says it, or takes it back where it holds. */
  const toggle = (kind: 'acknowledge' | 'regression') => {
    if (actions.pending) return
    const standing = shift.decisions.find((decision) => decision.kind === kind)
    if (standing) actions.setUndone(standing, true)
    else actions.decide({ kind, shift: shift.id, author })
  }
  const open = (what: Opened) => {
    if (isOpen) setOpened(what)
  }
  useActions([
    { title: 'Acknowledge this shift', keys: 'a', run: () => toggle('acknowledge') },
    { title: 'Call it a regression', keys: 'r', run: () => toggle('regression') },
    ...(isOpen
      ? [
          { title: 'Mute this shift…', keys: 'm', run: () => open('mute') },
          { title: 'Expected: accept as the new normal…', keys: 'e', run: () => open('accept') },
        ]
      : []),
  ])
  useHotkeys({
    a: () => toggle('acknowledge'),
    r: () => toggle('regression'),
    m: () => open('mute'),
    e: () => open('accept'),
  })
  const holds = (kind: 'acknowledge' | 'regression') =>
    shift.decisions.some((decision) => decision.kind === kind)
  const muted = isOpen && mutedUntil(shift, watch.lastClosedDay) !== null
  return (
    <Card className={styles.card}>
      <h2>What do you make of it?</h2>
      <div className={styles.actions} ref={buttons}>
        <Button aria-pressed={holds('acknowledge')} onClick={() => toggle('acknowledge')}>
          {holds('acknowledge') ? 'Acknowledged' : 'Acknowledge'}
        </Button>
        <Button aria-pressed={holds('regression')} onClick={() => toggle('regression')}>
          Regression
        </Button>
        <Button data-action="accept" disabled={!isOpen} onClick={() => open('accept')}>
          Expected…
        </Button>
        <Button data-action="mute" disabled={!isOpen} aria-pressed={muted} onClick={() => open('mute')}>
          {muted ? 'Muted…' : 'Mute…'}
        </Button>
      </div>
      {opened === 'mute' ? (
        <MuteForm
          lastClosedDay={watch.lastClosedDay}
          onClose={close}
          onMute={(mute) => {
            actions.decide({ ...mute, shift: shift.id, author })
            close()
          }}
        />
      ) : null}
      <label className={styles.author}>
        Signed
        <TextField
          label="Your name, for the history"
          placeholder="your name"
          value={author}
          maxLength={200}
          onChange={(event) => setAuthor(event.target.value)}
        />
      </label>
      <History
        decisions={decisions}
        accepted={acceptedVersions(shift, versions)}
        onSetUndone={actions.setUndone}
        pending={actions.pending}
      />
      <AcceptDialog
        open={opened === 'accept'}
        shift={shift}
        name={name}
        author={author}
        onAuthor={setAuthor}
        onClose={() => setOpened(null)}
        onAccepted={() => setOpened(null)}
      />
    </Card>
  )
}
