import {isMap, parseDocument} from 'yaml';

/** The services whose own text names an env file, out of a project's files. A text that is no YAML names none. */
export function findEnvFileServices(texts: readonly string[]): ReadonlySet<string> {
    return new Set(texts.flatMap(findIn));
}

function findIn(text: string): readonly string[] {
    const services = readObject(readObject(readPlain(text))['services']);
    return Object.entries(services).flatMap(([name, service]) => ('env_file' in readObject(service) ? [name] : []));
}

function readPlain(text: string): unknown {
    const document = parseDocument(text, {merge: true});
    return document.errors.length === 0 && isMap(document.contents) ? (document.toJS() as unknown) : undefined;
}

function readObject(outside: unknown): Readonly<Record<string, unknown>> {
    return typeof outside === 'object' && outside !== null ? (outside as Readonly<Record<string, unknown>>) : {};
}
