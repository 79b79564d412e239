import { SQL_VIEWS } from '../../../shared/model/sql-view.ts'
import styles from './schema-list.module.css'

/** The views that can be asked, with their columns and what each means. */
export function SchemaList({ onPick }: { onPick: (text: string) => void }) {
  return (
    <section aria-label="Views" className={styles.views}>
      <h2>Views</h2>
      {Object.entries(SQL_VIEWS).map(([view, columns]) => (
        <details key={view}>
          <summary>
            <code>{view}</code>
            <span>{Object.keys(columns).length}</span>
          </summary>
          <button
            type="button"
            className={styles.look}
            onClick={() => onPick(`SELECT *\nFROM ${view}\nLIMIT 100`)}
          >
            Look at its rows
          </button>
          <dl>
            {Object.entries(columns).map(([column, meaning]) => (
              <div key={column}>
                <dt>
                  <code>{column}</code>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  )
}
