import type { Shift } from '../../shared/model/shift.ts'
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
          printJson(shifts.map((shift) => shiftJson(shift)))
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

/** A shift as `shifts --json` and `analyze --json` print it. */
export function shiftJson(shift: Shift): unknown {
  const { id, category, segment, state, openedOn, onset, closedOn } = shift
  const { observed, expected, ratio, low, high, mix, behaviour, sentence } = shift
  return {
    id,
    category,
    segment,
    state,
    openedOn,
    onset,
    ...(closedOn === null ? {} : { closedOn }),
    observed,
    expected,
    ratio,
    low,
    high,
    mix,
    behaviour,
    sentence,
  }
}
