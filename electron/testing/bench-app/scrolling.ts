import type { Page } from '@playwright/test'
import { type BenchRow, quantile } from '../bench/measure.ts'

const GOAL_FPS = 55
const SCROLL_MS = 3000
/** Pixels a frame: a wheel turned fast. */
const STEP = 60

/** Scrolls what the selector finds from its top for three seconds and counts the frames. */
export async function measureScrolling(page: Page, what: string, selector: string): Promise<BenchRow> {
  const frames = await page.evaluate(
    ([scrolled, ms, step]) =>
      new Promise<number[]>((resolve, reject) => {
        const element = document.querySelector(scrolled)
        if (element === null) {
          reject(new Error(`there is no ${scrolled}`))
          return
        }
        const times: number[] = []
        const started = performance.now()
        let before = started
        const next = (now: number): void => {
          times.push(now - before)
          before = now
          element.scrollTop += step
          if (now - started < ms) requestAnimationFrame(next)
          else if (element.scrollTop < step * 2) reject(new Error(`${scrolled} does not scroll`))
          else resolve(times.slice(1))
        }
        requestAnimationFrame(next)
      }),
    [selector, SCROLL_MS, STEP] as const,
  )
  const fps = (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0)
  return {
    what,
    measured: `${fps.toFixed(0)} frames a second (longest ${quantile(frames, 1).toFixed(0)} ms)`,
    goal: `at least ${GOAL_FPS}`,
    met: fps >= GOAL_FPS,
  }
}
