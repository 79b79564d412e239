import { windowOptions } from './window-options.ts'

/** A rectangle on the screens, in device-independent pixels. */
export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

// The part of the title bar that must be on a screen for a person to get hold of the window.
const GRIP = { width: 120, height: 40 }

/**
 * Where to put the window: where it was, cut to the screen it was on; null (centred, at its first size) where that
 * screen is gone.
 */
export function clampBounds(saved: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (saved === null) return null
  const screen = screens.find((candidate) => showsGrip(saved, candidate))
  if (screen === undefined) return null
  const width = Math.min(Math.max(saved.width, windowOptions.minWidth), screen.width)
  const height = Math.min(Math.max(saved.height, windowOptions.minHeight), screen.height)
  return {
    x: clamp(saved.x, screen.x, screen.x + screen.width - width),
    y: clamp(saved.y, screen.y, screen.y + screen.height - height),
    width,
    height,
  }
}

function showsGrip(window: Bounds, screen: Bounds): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const top = Math.min(window.y + GRIP.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  return across >= GRIP.width && top >= GRIP.height / 2
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
