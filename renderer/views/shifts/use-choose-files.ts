import { chooseFiles } from '../../api/choose-files.ts'
import { useImportFiles } from '../../api/queries.ts'

/** Lets a person pick files and imports them; what goes wrong shows in the status bar. */
export function useChooseFiles(): { choose: (how?: { folder?: boolean }) => void; pending: boolean } {
  const { mutate, isPending } = useImportFiles()
  return {
    pending: isPending,
    choose: (how) => void startWith(chooseFiles(how), mutate),
  }
}

async function startWith(choice: Promise<File[]>, start: (files: File[]) => void): Promise<void> {
  const files = await choice
  if (files.length > 0) start(files)
}
