import {printGoJson} from '../json_value.ts';

export interface CommandResult {
    readonly stdout: string;
    readonly stderr: string;
    readonly exitCode: number;
}

/** What one command printed: values (JSON or a sentence each) and error lines. */
export interface Printer {
    /** One value is printed as itself, not as a list of one. */
    isSingle: boolean;
    /** JSON is printed even without --json. */
    isAlwaysJson: boolean;
    print(value: unknown, sentence?: string): void;
    printError(line: string): void;
    /** `footer` is the count line of lists; `failure` the error the command ended with. */
    finish(options: {isJson: boolean; isQuiet: boolean; footer: string; failure: string}): CommandResult;
}

export function makePrinter(): Printer {
    const values: {value: unknown; sentence: string}[] = [];
    const errors: string[] = [];
    const printValues = (printer: Printer, isJson: boolean): string => {
        if (!isJson && !printer.isAlwaysJson) {
            return values.map(({sentence}) => `${sentence}\n`).join('');
        }
        if (printer.isSingle && values.length === 0) {
            return '';
        }
        const list = values.map(({value}) => value);
        // A list nothing was added to is nil in Go, hence null.
        const content = printer.isSingle && list.length === 1 ? list[0] : list.length === 0 ? null : list;
        return `${printGoJson(content as object, 2)}\n`;
    };
    const printer: Printer = {
        isSingle: false,
        isAlwaysJson: false,
        print: (value, sentence) => {
            values.push({value, sentence: sentence ?? (typeof value === 'string' ? value : JSON.stringify(value))});
        },
        printError: (line) => void errors.push(line),
        finish: ({isJson, isQuiet, footer, failure}) => {
            const counted = footer === '' ? [] : [`There are ${values.length} ${footer}s on local instance`];
            const told = isQuiet ? [] : [...errors, ...counted];
            const lines = failure === '' ? told : [...told, `Error: ${failure}`];
            return {
                stdout: isQuiet ? '' : printValues(printer, isJson),
                stderr: lines.map((line) => `${line}\n`).join(''),
                exitCode: failure === '' ? 0 : 1,
            };
        },
    };
    return printer;
}
