import { useCall } from '../../api/queries.ts'

/** The name of a format for people; its id where this version does not know it. */
export function useFormatTitles(): (id: string) => string {
  const formats = useCall('imports.formats', {}).data
  return (id) => formats?.find((format) => format.id === id)?.title ?? id
}
