/**
 * What happens in the sample, by day (0 = the first). The watch must find the regression and only that:
 * the traffic change and the evaluator change move totals and scores, not the agents' behaviour.
 */
export const STORY = {
  /** Prompt 7 becomes 8 for the booking agent ... */
  promptChangeDay: 38,
  /** ... and three days later its new way of asking meets a fare service that answers with errors inside a success. */
  regressionDay: 41,
  regressionRate: 0.17,
  /** The research agent's web search is down for two days. */
  brokenToolDays: [31, 32] as readonly number[],
  brokenToolRate: 0.6,
  /** Refund questions grow: billing doubles its share of the traffic over four days. */
  trafficChangeDay: 43,
  trafficChangeRampDays: 4,
  /** Rubric `helpfulness` 3 becomes 4 and another model judges: scores drop, behaviour does not. */
  evaluatorChangeDay: 35,
} as const

export type AgentId = 'booking' | 'billing' | 'research'
export const AGENT_IDS: readonly AgentId[] = ['booking', 'billing', 'research']

const SHARES: Record<AgentId, number> = { booking: 0.5, billing: 0.2, research: 0.3 }
const SHARES_AFTER: Record<AgentId, number> = { booking: 0.38, billing: 0.4, research: 0.22 }

/** Share of the day's traffic that each agent gets; adds up to 1. */
export function trafficShares(day: number): Record<AgentId, number> {
  const progress = Math.min(1, Math.max(0, (day - STORY.trafficChangeDay + 1) / STORY.trafficChangeRampDays))
  const share = (agent: AgentId): number => SHARES[agent] + (SHARES_AFTER[agent] - SHARES[agent]) * progress
  return { booking: share('booking'), billing: share('billing'), research: share('research') }
}

/** Weekends are quieter. Day 0 is a Monday. */
export function dailyVolume(day: number, tracesPerDay: number): number {
  return tracesPerDay * (day % 7 >= 5 ? 0.55 : 1.18)
}

/** How often a trace of an agent shows a fault on a normal day. */
export interface FaultRates {
  silentError: number
  toolError: number
  emptyResult: number
  truncated: number
  rateLimited: number
  timeout: number
  repeatedCall: number
  notFound: number
  serviceError: number
}

const NORMAL: Record<AgentId, FaultRates> = {
  booking: {
    silentError: 0.035,
    toolError: 0.015,
    emptyResult: 0.04,
    truncated: 0.006,
    rateLimited: 0.012,
    timeout: 0.008,
    repeatedCall: 0.01,
    notFound: 0.01,
    serviceError: 0.006,
  },
  billing: {
    silentError: 0.05,
    toolError: 0.05,
    emptyResult: 0.03,
    truncated: 0.012,
    rateLimited: 0.02,
    timeout: 0.012,
    repeatedCall: 0.03,
    notFound: 0.03,
    serviceError: 0.012,
  },
  research: {
    silentError: 0.02,
    toolError: 0.02,
    emptyResult: 0.08,
    truncated: 0.03,
    rateLimited: 0.015,
    timeout: 0.02,
    repeatedCall: 0.04,
    notFound: 0.05,
    serviceError: 0.01,
  },
}

/** The rates of one day: the normal ones but for what the story changes. */
export function faultRates(agent: AgentId, day: number): FaultRates {
  const normal = NORMAL[agent]
  if (agent === 'booking' && day >= STORY.regressionDay)
    return { ...normal, silentError: STORY.regressionRate }
  if (agent === 'research' && STORY.brokenToolDays.includes(day)) {
    return { ...normal, toolError: STORY.brokenToolRate }
  }
  return normal
}
