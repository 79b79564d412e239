import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine } from './terminal.ts'
import { withServices } from './with-services.ts'

export const addShiftsCommand: AddCommand = (program, done) => {
  program
    .command('shifts')
    .description('open and closed shifts')
    .action(async (options: GlobalOptions) => {
      await withServices(options, async (services) => {
        const { watch, shifts, notices } = services.watch()
        if (options.json) {
          printJson(shifts)
          return
        }
        printLine(watch.sentence)
        for (const shift of shifts)
          printLine(`${shift.state === 'open' ? 'SHIFT' : 'closed'}  ${shift.sentence}`)
        for (const notice of notices) printLine(`noticed  ${notice.title}: ${notice.text}`)
      })
      done(EXIT.done)
    })
}
