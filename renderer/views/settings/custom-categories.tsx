import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomCategory } from '../../../shared/model/custom-category.ts'
import { formatPlural } from '../../../shared/format.ts'
import { chooseFiles } from '../../api/choose-files.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/queries.ts'
import { saveFile } from '../../api/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Loading, messageOf } from '../../ui/states.tsx'
import { useSetSearch, useViewSearch } from '../view.ts'
import { CategoryEditor } from './category-editor.tsx'
import { draftOf, EMPTY_DRAFT } from './category-draft.ts'
import { readCategoryFile, writeCategoryFile } from './category-file.ts'
import { CategoryList } from './category-list.tsx'
import styles from './custom-categories.module.css'
import { RemoveDialog } from './remove-dialog.tsx'
import { settingsSearch } from './search.ts'
import { Section } from './section.tsx'
import { useCategoriesChanged } from './use-categories-changed.ts'

/** The categories people defined here: list, editor, and the file by which they are handed on. */
export function CustomCategories() {
  const { data, error, refetch } = useCall('customCategories.list', {})
  const { edit } = useViewSearch(settingsSearch)
  const setSearch = useSetSearch()
  const changed = useCategoriesChanged()
  const [told, setTold] = useState<{ text: string; isBad: boolean } | null>(null)
  const [removing, setRemoving] = useState<CustomCategory | null>(null)
  const take = useMutation({
    mutationFn: async (file: File) => {
      const read = readCategoryFile(file.name, await file.text())
      if (typeof read === 'string') return { text: read, isBad: true }
      // In order: a later one may be refused, and those before it are kept.
      // oxlint-disable-next-line no-await-in-loop
      for (const definition of read) await call('customCategories.save', definition)
      await changed()
      return {
        text: `${formatPlural(read.length, 'category', 'categories')} of ${file.name} saved.`,
        isBad: false,
      }
    },
    onSuccess: setTold,
    onError: (failure) => setTold({ text: messageOf(failure), isBad: true }),
  })
  const edited = edit === 'new' ? null : data?.find(({ id }) => id === edit)
  const choose = async () => {
    const [file] = await chooseFiles()
    if (file) take.mutate(file)
  }
  const close = () => setSearch({ edit: null })
  return (
    <Section
      id="categories"
      text="A category of your own needs no code: a filter, a score or a query says which traces are of it. A changed rule is a new version."
      action={
        <div className={styles.actions}>
          <Button disabled={take.isPending} onClick={() => void choose()}>
            Import JSON…
          </Button>
          <Button
            disabled={!data || data.length === 0}
            onClick={() =>
              saveFile('tidemark-categories.json', writeCategoryFile(data ?? []), 'application/json')
            }
          >
            Export JSON
          </Button>
          <Button variant="primary" onClick={() => setSearch({ edit: 'new', section: 'categories' })}>
            New category…
          </Button>
        </div>
      }
    >
      {told ? (
        <p className={told.isBad ? styles.bad : styles.good} role={told.isBad ? 'alert' : 'status'}>
          {told.text}
        </p>
      ) : null}
      {edit === 'new' ? (
        <CategoryEditor key="new" start={EMPTY_DRAFT} version={null} onClose={close} />
      ) : null}
      {edited ? (
        <CategoryEditor
          key={`${edited.id} ${edited.version}`}
          start={draftOf(edited)}
          version={edited.version}
          onClose={close}
        />
      ) : null}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading label="Loading the categories" lines={3} />
      ) : data.length === 0 ? (
        edit === 'new' ? null : (
          <p className={styles.none}>
            None yet. Define what a failure means to you, and it is counted, watched and shown like the
            others.
          </p>
        )
      ) : (
        <CategoryList
          categories={data}
          onEdit={({ id }) => setSearch({ edit: id, section: 'categories' })}
          onRemove={setRemoving}
        />
      )}
      <RemoveDialog category={removing} onClose={() => setRemoving(null)} />
    </Section>
  )
}
