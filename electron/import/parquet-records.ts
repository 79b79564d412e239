import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { AppError } from '../../shared/errors.ts'
import type { ImportSink, ImportSource, RandomBytes } from './importer.ts'
import type { RecordReading } from './record-reader.ts'

export const PARQUET_REASONS = { group: 'The row is in a part of the file that is damaged.' } as const

/** Rows decoded at once hold about this much. */
const WINDOW_BYTES = 32 * 1024 * 1024

export function isParquet(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31
}

/**
 * Reads the rows of a Parquet file as plain JSON data: times are ISO text with nanoseconds, integers beyond 2^53 bigint,
 * a missing number null. The place of a row is its number, from 1. AppError `file_unreadable` where it has no directory.
 */
export async function readParquetRecords(
  source: ImportSource,
  sink: ImportSink,
  reading: RecordReading,
): Promise<void> {
  const bytes = await source.random()
  try {
    const file = bufferOf(bytes)
    const metadata = await readMetadata(file, source.path)
    let line = 1
    for (const { start, end } of windowsOf(metadata)) {
      const rows = await readRows(file, metadata, start, end)
      for (let at = start; at < end; at++, line++) {
        const row = rows?.[at - start]
        if (row === undefined) sink.reject(PARQUET_REASONS.group, { line })
        else {
          const value = plain(row)
          const place = { line }
          reading.record({
            value,
            place,
            path: [],
            divisible: false,
            exact: () => value,
            context: () => undefined,
          })
        }
      }
      await sink.drain()
    }
    await sink.drain()
  } finally {
    await bytes.close()
  }
}

function bufferOf(bytes: RandomBytes): AsyncBuffer {
  return {
    byteLength: bytes.length,
    slice: async (start, end = bytes.length) => {
      const part = await bytes.slice(start < 0 ? bytes.length + start : start, end)
      return new Uint8Array(part).buffer
    },
  }
}

async function readMetadata(file: AsyncBuffer, path: string): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(file, { geoparquet: false })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'file_unreadable',
      { path, why: 'the directory at the end of the Parquet file is missing or damaged' },
      { cause: error },
    )
  }
}

/** Stretches of rows, none over the end of a row group. */
function* windowsOf(metadata: FileMetaData): Generator<{ start: number; end: number }> {
  let before = 0
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows)
    const step = Math.max(1, Math.floor((WINDOW_BYTES * rows) / Math.max(1, Number(group.total_byte_size))))
    for (let at = 0; at < rows; at += step)
      yield { start: before + at, end: before + Math.min(rows, at + step) }
    before += rows
  }
}

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<Record<string, unknown>[] | null> {
  try {
    return await parquetReadObjects({
      file,
      metadata,
      compressors,
      rowStart,
      rowEnd,
      useOffsetIndex: true,
      geoparquet: false,
      parsers: PARSERS,
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    return null
  }
}

const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => isoOf(millis * 1_000_000n),
  timestampFromMicroseconds: (micros: bigint) => isoOf(micros * 1000n),
  timestampFromNanoseconds: (nanos: bigint) => isoOf(nanos),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes),
}

const NANOS = 1_000_000_000n

function isoOf(nanos: bigint | null | undefined): string | null {
  if (nanos === null || nanos === undefined) return null
  const fraction = ((nanos % NANOS) + NANOS) % NANOS
  const date = new Date(Number((nanos - fraction) / 1_000_000n))
  if (Number.isNaN(date.getTime())) return null
  return `${date.toISOString().slice(0, -5)}.${fraction.toString().padStart(9, '0')}Z`
}

/** Values as JSON would hold them. Depth is that of the schema. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (typeof value === 'number') return Number.isNaN(value) ? null : value
  if (typeof value !== 'object' || value === null) return value ?? null
  if (value instanceof Uint8Array) return value
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain)
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
