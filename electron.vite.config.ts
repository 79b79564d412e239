import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Every entry lies flat in out/main, so that a worker is found beside the file that starts it,
// in the sources (.ts, run by Node itself) as in the build (.js).
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          main: 'electron/main.ts',
          cli: 'electron/cli.ts',
          'import-worker': 'electron/jobs/import-worker.ts',
          'analysis-worker': 'electron/jobs/analysis-worker.ts',
          'undo-worker': 'electron/jobs/undo-worker.ts',
          'index-worker': 'electron/jobs/index-worker.ts',
          'preview-worker': 'electron/jobs/preview-worker.ts',
          'report-worker': 'electron/jobs/report-worker.ts',
          'export-worker': 'electron/jobs/export-worker.ts',
          'compare-worker': 'electron/jobs/compare-worker.ts',
          'query-process': 'electron/store/query-process.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      rolldownOptions: { input: 'renderer/index.html' },
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      minify: true,
    },
  },
})
