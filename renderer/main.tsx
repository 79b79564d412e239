// Imported for what they do, not for a value: the first before any schema is made.
// oxlint-disable import/no-unassigned-import
import './app/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startTheme } from './ui/theme.ts'
import './ui/base.css'

startTheme()
const root = document.querySelector('#root')
if (root) createRoot(root).render(<App />)
