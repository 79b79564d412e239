import { Kbd } from './kbd.tsx'
import { shortcutGroups } from './shortcut-groups.ts'
import styles from './shortcut-list.module.css'

/** Every key that works, by where it works. */
export function ShortcutList() {
  return (
    <div className={styles.sheet}>
      {shortcutGroups().map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <dl className={styles.keys}>
            {group.keys.map(([keys, meaning]) => (
              <div key={keys}>
                <dt>
                  {splitKeys(keys).map((key) => (
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

/** `j k` are two keys, `Ctrl Shift Z` is one press, `1 … 9` a run of them. */
function splitKeys(keys: string): string[] {
  return /^(?:ctrl|alt|mod)\b/i.test(keys) || keys.includes('…') ? [keys] : keys.split(' ')
}
