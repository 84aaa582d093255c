import {isMap, parseDocument} from 'yaml';

/** An env file a service reads as its own environment: `name` as the Compose file writes it. */
export type ServiceEnvFile = {readonly service: string; readonly name: string};

/** The services whose own text names an env file, out of a project's files. A text that is no YAML names none. */
export function findEnvFileServices(texts: readonly string[]): ReadonlySet<string> {
    return new Set(findEnvFiles(texts).map(({service}) => service));
}

/** Every `env_file:` of a project's services: a name, a list of names, or of maps with a path. */
export function findEnvFiles(texts: readonly string[]): readonly ServiceEnvFile[] {
    return texts.flatMap((text) =>
        Object.entries(readObject(readObject(readPlain(text))['services'])).flatMap(([service, value]) =>
            readNames(readObject(value)['env_file']).map((name) => ({service, name})),
        ),
    );
}

function readNames(entry: unknown): readonly string[] {
    const entries: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
    return entries
        .map((one) => (typeof one === 'string' ? one : readObject(one)['path']))
        .filter((name) => typeof name === 'string');
}

function readPlain(text: string): unknown {
    const document = parseDocument(text, {merge: true});
    return document.errors.length === 0 && isMap(document.contents) ? (document.toJS() as unknown) : undefined;
}

function readObject(outside: unknown): Readonly<Record<string, unknown>> {
    return typeof outside === 'object' && outside !== null ? (outside as Readonly<Record<string, unknown>>) : {};
}
