import { isJsonObject, listOf, textOrNull, type JsonObject } from '../../json-value.ts'

/** What a trajectory calls those it delegated to. */
export function referencesOf(trajectory: JsonObject): string[] {
  return listOf(trajectory.steps).flatMap((step) => {
    const observation = isJsonObject(step) && isJsonObject(step.observation) ? step.observation : {}
    return listOf(observation.results).flatMap((result) =>
      isJsonObject(result) ? listOf(result.subagent_trajectory_ref).flatMap((ref) => namesOfRef(ref)) : [],
    )
  })
}

export function namesOfRef(ref: unknown): string[] {
  if (!isJsonObject(ref)) return []
  return [ref.trajectory_id, ref.session_id].flatMap((name) => textOrNull(name) ?? []).slice(0, 1)
}
