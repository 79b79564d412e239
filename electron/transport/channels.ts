/** The desktop window's channels. The page names none of them: only the preload does. */
export const REQUEST_CHANNEL = 'tidemark:request'
/** Tells which path a dropped file has; only such paths, and those of the shell's own dialogs, may be imported. */
export const GRANT_CHANNEL = 'tidemark:grant'
export const EVENT_CHANNEL = 'tidemark:event'
