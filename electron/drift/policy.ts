/**
 * The policy of the watch. The promise: at most T/90 false alerts expected in any T days, over everything watched.
 * Numbers without another source were tuned by trial on the drift benchmark, its published seed dev1 included: scores on
 * dev1 are therefore a little flattering, and only seeds that no choice was made on say how good they are.
 */

/** A rate up to 5 % above the baseline is accepted: no alert is spent on it, and an incident closes there. */
export const ACCEPTED_SHIFT = 1.05
/** One false alert expected in so many days, over all streams together. */
export const BUDGET_DAYS = 90

/**
 * Ratios the detector looks for. A run is worth most where the size lies a little below the ratio, for the null's own
 * uncertainty eats the rest: 1.4 and 1.8 find half more and a doubling more often than 1.5 and 2 at equal false alerts.
 */
export const EFFECT_SIZES = [1.4, 1.8, 3, 5] as const
/** How the prior is spread over them: a single cell shows little of a small shift. */
export const EFFECT_WEIGHTS_CATEGORY = [0.4, 0.5, 0.05, 0.05] as const
export const EFFECT_WEIGHTS_CELL = [0.15, 0.5, 0.25, 0.1] as const

/** Upper bound of how far today's mix may be harder than the cells' rates say, in standard errors of the baseline. */
export const MIX_BOUND_Z = 2
/** Upper bound of a cell's rate, likewise: what decides whether the cell can be watched at all. */
export const CELL_BOUND_Z = 2
/** While nothing is wrong the days up to this one add to what is known of a rate: thrice the baseline at most. */
export const LEARNED_DAYS = 84
/** ... and raise the null by a tenth at most, so that no slow drift is learned away. */
export const MOST_LEARNED = 1.1
/** A run of evidence begins at most so many days ago: what takes longer is too little data to watch. */
export const LONGEST_RUN_DAYS = 28

/** Share of the budget on whole categories; the rest is on the cells. */
export const CATEGORY_SHARE = 0.53
/** Streams with fewer expected failures a day need longer, so they get more of the budget, within these limits. */
export const SLOWEST_EXPECTED = 0.8
export const FASTEST_EXPECTED = 60
/** Shares go as 1 / (expected a day) to these powers. */
export const CATEGORY_TILT = 1.7
export const CELL_TILT = 1
/** A stream that hardly ever fires cannot show a doubling; it keeps this share of the slowest one's weight. */
export const LEAST_WEIGHT = 0.1

/** Rates above this are not watched for a rise: null rates are capped here, and a bound that is cut is none. */
export const HIGHEST_NULL_RATE = 0.8
export const HIGHEST_BASELINE_RATE = 0.9

/** Towards "sustained" a day counts at most this much evidence (natural log), and this much is needed: three days. */
export const DAY_LIMIT = 2.2
export const SUSTAINED_EVIDENCE = 5
/** Without the two strongest days the excess over the expected must still be this share of what it is with them. */
export const EVEN_SHARE = 0.55

/** Days of the baseline window, and how far it may grow. */
export const BASELINE_DAYS = 28
export const LONGEST_BASELINE_DAYS = 56
/** The window grows while this share of the categories has fewer than `FEW_FAILURES`. */
export const SPARSE_SHARE = 0.25
export const FEW_FAILURES = 20
/** Later days that must remain to be watched when the window grows. */
export const DAYS_LEFT_TO_WATCH = 28
/** Fewer closed days with data cannot carry a baseline. */
export const FULL_EXPORT_DAYS = 21
/**
 * Shorter than that, the first half is the baseline: four days to learn from, and four of which an alert needs three.
 * With fewer only comparing is left.
 */
export const SHORTEST_EXPORT_DAYS = 8
/** Where less than two windows are there, the baseline leaves one week to watch. */
export const LEAST_WATCHED_DAYS = 7
/** A window a person chooses or accepts holds every day of the week once. */
export const LEAST_WINDOW_DAYS = 7
/** Fewer sessions with a verdict say nothing about what is normal. */
export const LEAST_BASELINE_SESSIONS = 100

/** Segments with fewer baseline sessions, or beyond the largest so many, are pooled as "other". */
export const SMALL_SEGMENT_SESSIONS = 30
export const MOST_CELLS = 24

/** A stream that needs longer than this for a doubling is not called healthy. */
export const SIGHT_DAYS = 28
/** An incident closes after a week back inside its band. */
export const QUIET_DAYS = 7
/** ... and when the quiet days are this much likelier (natural log) under the baseline than under the shift. */
export const CLOSING_EVIDENCE = 3
/** An open incident speaks again when observed/expected is worse by half. */
export const WORSE_BY = 1.5
/** Marks up to so many days before an onset are candidate causes. */
export const CAUSE_DAYS = 7
