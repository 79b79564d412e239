import { Kbd } from './kbd.tsx'
import styles from './shortcut-list.module.css'

const GROUPS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl K', 'Search and commands'],
      ['/', 'Filter of this view'],
      ['j  k', 'Next, previous'],
      ['Enter', 'Open'],
      ['Esc', 'Step out'],
      ['Ctrl O', 'Import files'],
      ['Ctrl Z', 'Undo the newest decision'],
      ['Ctrl Shift Z', 'Do it again'],
      ['?', 'These keys'],
    ],
  },
  {
    title: 'Trace',
    keys: [
      ['f', 'Next finding'],
      ['[  ]', 'Collapse, expand'],
      ['w  s', 'Zoom in, out'],
      ['a  d', 'Pan left, right'],
    ],
  },
  {
    title: 'Shift',
    keys: [
      ['a', 'Acknowledge'],
      ['e', 'Expected: accept as the new normal'],
      ['r', 'A regression'],
      ['m', 'Mute'],
      ['n', 'Note'],
    ],
  },
  { title: 'Charts', keys: [['Drag', 'Zoom the time range']] },
]

/** Every key that works, by where it works. */
export function ShortcutList() {
  return (
    <div className={styles.sheet}>
      {GROUPS.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <dl className={styles.keys}>
            {group.keys.map(([keys, meaning]) => (
              <div key={keys}>
                <dt>
                  {keys.split('  ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
