/**
 * The policy of the watch. The promise: at most T/90 false alerts expected in any T days, over everything watched.
 * Numbers without another source were tuned by trial on the drift benchmark, its published seed dev1 included: scores on
 * dev1 are therefore a little flattering, and only seeds that no choice was made on say how good they are.
 */

/** A rate up to 5 % above the baseline is accepted: no alert is spent on it. */
export const ACCEPTED_SHIFT = 1.05
/** One false alert expected in so many days, over all streams together. */
export const BUDGET_DAYS = 90

/** Ratios the detector looks for, and how the prior is spread over them: small shifts are the slow ones. */
export const EFFECT_SIZES = [1.5, 2, 3, 5] as const
export const EFFECT_WEIGHTS = [0.4, 0.35, 0.15, 0.1] as const

/** Upper bound of a category's expected count, in standard errors of the baseline. */
export const CATEGORY_BOUND_Z = 2
/**
 * Upper bound of a cell's rate (category x segment), likewise: one cell in 44 lies above it. At 1.5 shifts of one segment
 * are found more often (61 for 54 % of the rare x2), but one cell in fifteen would have no bound: the promise comes first.
 */
export const CELL_BOUND_Z = 2
/** With this many failures in the baseline the accepted shift covers the error of the category's own rate. */
export const ENOUGH_FAILURES = 150

/** Share of the budget on whole categories; the rest is on the cells. */
export const CATEGORY_SHARE = 0.5
/** Streams with fewer expected failures a day need longer, so they get more of the budget, within these limits. */
export const SLOWEST_EXPECTED = 0.8
export const FASTEST_EXPECTED = 60
/** A stream that hardly ever fires cannot show a doubling; it keeps this share of the slowest one's weight. */
export const LEAST_WEIGHT = 0.1

/** Rates above this are not watched for a rise: null rates are capped here, and a bound that is cut is none. */
export const HIGHEST_NULL_RATE = 0.8
export const HIGHEST_BASELINE_RATE = 0.9

/**
 * Daily cap. A day that follows a day without evidence adds at most `ISOLATED_CAP` (natural log) to a stream;
 * after a day with evidence more, by `CAP_GROWTH` of that evidence, up to a full day's cap.
 */
export const ISOLATED_CAP_CATEGORY = 3
export const ISOLATED_CAP_CELL = 1.5
export const CAP_GROWTH = 0.5
/** An isolated day and two full ones reach ln A and this slack; two days never do. */
export const CAP_SLACK = 1
/** Without its two strongest days the evidence since the onset must still be worth this (natural log). */
export const SUSTAINED_EVIDENCE = 1.5

/** Days of the baseline window, and how far it may grow. */
export const BASELINE_DAYS = 28
export const LONGEST_BASELINE_DAYS = 56
/** The window grows while this share of the categories has fewer than `FEW_FAILURES`. */
export const SPARSE_SHARE = 0.25
export const FEW_FAILURES = 20
/** Later days that must remain to be watched when the window grows. */
export const DAYS_LEFT_TO_WATCH = 28
/** Fewer closed days with data cannot carry a baseline. */
export const SHORTEST_EXPORT_DAYS = 21
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
