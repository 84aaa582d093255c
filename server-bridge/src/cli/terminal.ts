import type {Writable} from 'node:stream';

/** What a command may touch of the process: passed in, so that tests need no process. */
export type Terminal = {
    readonly out: Writable;
    readonly err: Writable;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly now: () => Date;
    /** Asks a yes-or-no question; undefined where nobody can answer (no terminal). */
    readonly ask: ((question: string) => Promise<boolean>) | undefined;
    readonly colours: boolean;
    readonly columns: number;
};

const CODES = {red: 31, yellow: 33, green: 32, grey: 90, bold: 1, cyan: 36} as const;

/** Colours a word where the terminal shows colours; a colour never carries meaning alone. */
export function paint(terminal: Pick<Terminal, 'colours'>, colour: keyof typeof CODES, text: string): string {
    return terminal.colours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
}

/** Breaks text at blanks to fit `columns`, each line after `indent`. */
export function wrap(text: string, columns: number, indent: string): string {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
        let line = '';
        for (const word of paragraph.split(' ')) {
            if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
                lines.push(line);
                line = word;
            } else {
                line = line === '' ? word : `${line} ${word}`;
            }
        }
        lines.push(line);
    }
    return lines.map((line) => indent + line).join('\n');
}
