/** A value as one shell word: plain names pass, anything else is quoted. Source: POSIX shell, 2.2.2 single-quotes. */
export function printShellWord(value: string): string {
    return /^[A-Za-z0-9_./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** The value as a shell word, or the placeholder (`<in angle brackets>`) where it is not known or would read as an option. */
export function printWordOr(value: unknown, placeholder: string): string {
    return typeof value === 'string' && value !== '' && !value.startsWith('-') ? printShellWord(value) : placeholder;
}
