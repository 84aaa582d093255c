import prettyBytes from 'pretty-bytes';

/** `52.9 MB`: decimal units with one place, as the docker command shows sizes. */
export function printByteSize(bytes: number): string {
    return prettyBytes(bytes, bytes < 1000 ? {} : {minimumFractionDigits: 1, maximumFractionDigits: 1});
}
