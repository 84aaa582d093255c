/** Said first on every generated page. */
export const GENERATED = '<!-- Written by `make docs` from the code: change the code, not this page. -->';

/** A row of a table; line ends and bars in a cell would end it. */
export function row(cells: readonly string[]): string {
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** A table with its head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Blocks of a page, with a blank line between them. */
export function page(blocks: readonly string[]): string {
    return `${[GENERATED, ...blocks].join('\n\n')}\n`;
}
