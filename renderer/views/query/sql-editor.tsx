import { autocompletion, closeBrackets, type Completion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { keywordCompletionSource, schemaCompletionSource, SQLite } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { SQL_VIEWS } from '../../../shared/model/sql-view.ts'
import styles from './sql-editor.module.css'

export interface SqlEditorProps {
  value: string
  onChange: (value: string) => void
  onRun: () => void
  /** Characters that an error points at. */
  wrong: { from: number; to: number } | null
}

const setWrong = StateEffect.define<{ from: number; to: number } | null>()
const wrongMark = Decoration.mark({ class: styles.wrong, attributes: { 'aria-invalid': 'true' } })

const wrongField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, change) => {
    for (const effect of change.effects) {
      if (!effect.is(setWrong)) continue
      const { value } = effect
      return value === null ? Decoration.none : Decoration.set(wrongMark.range(value.from, value.to))
    }
    return change.docChanged ? Decoration.none : marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.keyword, class: styles.keyword },
    { tag: [tags.string, tags.special(tags.string)], class: styles.string },
    { tag: [tags.number, tags.bool, tags.null], class: styles.number },
    { tag: [tags.lineComment, tags.blockComment], class: styles.comment },
  ]),
)

/** Views and their columns, each with what it means. */
const schema = Object.fromEntries(
  Object.entries(SQL_VIEWS).map(([view, columns]) => [
    view,
    Object.entries(columns).map(([label, info]): Completion => ({ label, info, type: 'property' })),
  ]),
)
/** Columns complete without their view as well: one rarely knows which has it. */
const columnNames: readonly Completion[] = [
  ...new Map(
    Object.entries(SQL_VIEWS).flatMap(([view, columns]) =>
      Object.keys(columns).map(
        (label) => [label, { label, type: 'property', detail: view, boost: -1 }] as const,
      ),
    ),
  ).values(),
]

/** SQL with completion of the views; Ctrl+Enter runs it. Tab leaves the editor, as everywhere. */
export function SqlEditor({ value, onChange, onRun, wrong }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const latest = useRef({ onChange, onRun })
  useEffect(() => {
    latest.current = { onChange, onRun }
  })
  useEffect(() => {
    if (place.current === null) return undefined
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(
            document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '',
          ),
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: () => {
                  latest.current.onRun()
                  return true
                },
              },
            ]),
          ),
          history(),
          bracketMatching(),
          closeBrackets(),
          SQLite.language,
          autocompletion({
            override: [
              schemaCompletionSource({ dialect: SQLite, schema }),
              (context) => {
                const word = context.matchBefore(/\w+/)
                return word === null
                  ? null
                  : { from: word.from, options: [...columnNames], validFor: /^\w*$/ }
              },
              keywordCompletionSource(SQLite, true),
            ],
          }),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          highlighting,
          wrongField,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'SQL' }),
          placeholder('SELECT … FROM traces'),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    return () => view.destroy()
    // The editor keeps its own text; what comes from outside is set below.
    // oxlint-disable-next-line react/exhaustive-deps -- it is made once
  }, [])
  useEffect(() => {
    const view = editor.current
    if (view === null || view.state.doc.toString() === value) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])
  useEffect(() => {
    const view = editor.current
    if (view === null) return
    const isInside = wrong !== null && wrong.to <= view.state.doc.length
    view.dispatch({ effects: setWrong.of(isInside ? wrong : null) })
  }, [wrong])
  return <div ref={place} className={styles.editor} />
}
