import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Popover } from '../../ui/popover.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { COLUMN_IDS, type ColumnId, moveColumn, toggleColumn, USUAL_COLUMNS } from './column-choice.ts'
import styles from './column-menu.module.css'
import { COLUMN_TITLES } from './trace-columns.tsx'

export type Density = 'normal' | 'dense'

/** Which columns the list shows, in which order, and how close its rows stand. */
export function ColumnMenu({
  columns,
  density,
  onColumns,
  onDensity,
}: {
  columns: readonly ColumnId[]
  density: Density
  onColumns: (columns: readonly ColumnId[]) => void
  onDensity: (density: Density) => void
}) {
  const [open, setOpen] = useState(false)
  const hidden = COLUMN_IDS.filter((id) => !columns.includes(id))
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={<Chip aria-haspopup="dialog">Columns</Chip>}
    >
      <div className={styles.menu}>
        <SegmentedControl
          label="Density"
          value={density}
          options={[
            { value: 'normal', label: 'Comfortable' },
            { value: 'dense', label: 'Dense' },
          ]}
          onChange={onDensity}
        />
        <ul className={styles.list}>
          {[...columns, ...hidden].map((id) => {
            const title = COLUMN_TITLES.get(id) ?? id
            const at = columns.indexOf(id)
            return (
              <li key={id} className={styles.row}>
                <label>
                  <input
                    type="checkbox"
                    checked={at !== -1}
                    disabled={id === 'name'}
                    onChange={() => onColumns(toggleColumn(columns, id))}
                  />
                  {title}
                </label>
                {at === -1 ? null : (
                  <span className={styles.moves}>
                    <Move id={id} by={-1} title={title} columns={columns} onColumns={onColumns} />
                    <Move id={id} by={1} title={title} columns={columns} onColumns={onColumns} />
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        <Button variant="quiet" onClick={() => onColumns(USUAL_COLUMNS)}>
          The usual columns
        </Button>
      </div>
    </Popover>
  )
}

function Move({
  id,
  by,
  title,
  columns,
  onColumns,
}: {
  id: ColumnId
  by: -1 | 1
  title: string
  columns: readonly ColumnId[]
  onColumns: (columns: readonly ColumnId[]) => void
}) {
  const moved = moveColumn(columns, id, by)
  return (
    <button
      type="button"
      className={styles.move}
      disabled={moved === columns}
      aria-label={`Move ${title} ${by === -1 ? 'left' : 'right'}`}
      onClick={() => onColumns(moved)}
    >
      {by === -1 ? '↑' : '↓'}
    </button>
  )
}
