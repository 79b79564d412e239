import { constants } from 'node:zlib'

/** zstd's own default level: a higher one costs more than it saves here. */
export const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
