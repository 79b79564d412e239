import { readCsvRecords } from './csv-records.ts'
import type { ImportSink, ImportSource } from './importer.ts'
import { isParquet, readParquetRecords } from './parquet-records.ts'
import { readJsonRecords, type RecordReading } from './record-reader.ts'

/**
 * Reads the records of a source whatever holds them: JSON lines or documents, CSV with a header, Parquet. Rows of tables
 * are objects by column; a row cannot be divided. Told apart by the first bytes.
 */
export async function readRecords(
  source: ImportSource,
  sink: ImportSink,
  reading: RecordReading,
): Promise<void> {
  const head = await source.head()
  if (isParquet(head)) await readParquetRecords(source, sink, reading)
  else if (looksLikeJson(head)) await readJsonRecords(source, sink, reading)
  else await readCsvRecords(source, sink, reading)
}

/** JSON of records begins with a bracket; UTF-16 and noise before it are the business of its reader. */
function looksLikeJson(head: Uint8Array): boolean {
  const first = head.find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  return first === undefined || first === 0x7b || first === 0x5b || first >= 0xfe
}
