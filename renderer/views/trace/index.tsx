import { defineView } from '../view.ts'
import { TracePage } from './trace-page.tsx'
import { traceSearch } from './trace-search.ts'

export const traceView = defineView({
  path: '/traces/$traceId',
  name: 'trace',
  title: 'Trace',
  inNavigation: false,
  parent: '/traces',
  layout: 'full',
  shortcuts: [
    ['j k', 'next trace in this filter'],
    ['f', 'next finding'],
    ['[ ]', 'collapse'],
    ['w a s d', 'zoom'],
    ['0', 'whole trace'],
    ['1 … 9', 'label the trace'],
    ['ctrl f', 'find a span'],
    ['/', 'search the texts'],
    ['n N', 'next, previous match'],
  ],
  component: TracePage,
  search: traceSearch,
})
