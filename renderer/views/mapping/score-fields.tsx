import type { MappedScore } from '../../../shared/model/mapping.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './mapping-form.module.css'

/** The scores a mapping takes from a record: a name and where its value stands. */
export function ScoreFields({
  scores,
  pathsId,
  onChange,
}: {
  scores: readonly MappedScore[]
  pathsId: string
  onChange: (scores: MappedScore[]) => void
}) {
  const change = (index: number, score: MappedScore) =>
    onChange(scores.map((other, at) => (at === index ? score : other)))
  return (
    <>
      <h2>Scores</h2>
      <p className={styles.meaning}>
        <code>reward</code>, <code>resolved</code> and <code>correct</code> are outcomes of a run. Without a
        name the path leads to an object of scores.
      </p>
      <div className={styles.fields}>
        {scores.map((score, index) => (
          // Scores have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={styles.score}>
            <TextField
              label={`Name of score ${index + 1}`}
              placeholder="name"
              value={score.name ?? ''}
              onChange={(event) => {
                const { name: _, ...rest } = score
                const name = event.currentTarget.value
                change(index, name === '' ? rest : { ...rest, name })
              }}
            />
            <TextField
              mono
              label={`Path of score ${index + 1}`}
              list={pathsId}
              placeholder="path"
              value={score.path}
              onChange={(event) => {
                // A path is never empty: without one the score goes.
                const path = event.currentTarget.value
                if (path === '') onChange(scores.filter((_, at) => at !== index))
                else change(index, { ...score, path })
              }}
            />
            <Button
              variant="quiet"
              aria-label={`Remove score ${index + 1}`}
              onClick={() => onChange(scores.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          </div>
        ))}
        <Button
          className={styles.add}
          onClick={() => onChange([...scores, { name: 'score', path: 'score' }])}
        >
          Add a score
        </Button>
      </div>
    </>
  )
}
