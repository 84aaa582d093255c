import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';

/** As much of a definition's schema as is judged here. */
type Schema = {
    readonly type?: string;
    readonly required?: readonly string[];
    readonly enum?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: Schema;
    readonly items?: Schema;
};

type Definition = {
    readonly spec: {readonly versions: readonly {readonly schema: {readonly openAPIV3Schema: Schema}}[]};
};

/** The definition the real cluster of the lane has: one schema for both. */
const DEFINITION = join(import.meta.dirname, '../cluster/crd.yaml');
let known: Schema | undefined;

/** The API server's sentence for the first field of a `Mattermost` resource that is not of its type; undefined where all are. */
export function findSchemaFault(object: {readonly [field: string]: unknown}): string | undefined {
    known ??= (parse(readFileSync(DEFINITION, 'utf8')) as Definition).spec.versions[0]?.schema.openAPIV3Schema;
    return known && judge(known, object, '');
}

function judge(schema: Schema, value: unknown, path: string): string | undefined {
    const found = nameType(value);
    const isWanted = schema.type === undefined || found === schema.type;
    if (!isWanted) {
        return `${path}: Invalid value: "${found}": ${path} in body must be of type ${String(schema.type)}: "${found}"`;
    }
    if (schema.enum && !schema.enum.includes(String(value))) {
        const supported = schema.enum.map((one) => `"${one}"`).join(', ');
        return `${path}: Unsupported value: "${String(value)}": supported values: ${supported}`;
    }
    if (Array.isArray(value)) {
        return first(value.map((one: unknown, index) => () => judge(schema.items ?? {}, one, `${path}[${index}]`)));
    }
    if (found !== 'object') {
        return undefined;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    const missing = schema.required?.find((name) => fields[name] === undefined);
    if (missing !== undefined) {
        return `${printField(path, missing)}: Required value`;
    }
    return first(
        Object.entries(fields).map(
            ([name, one]) =>
                () =>
                    judge(schema.properties?.[name] ?? schema.additionalProperties ?? {}, one, printField(path, name)),
        ),
    );
}

function nameType(value: unknown): string {
    if (value === null) {
        return 'null';
    }
    if (Array.isArray(value)) {
        return 'array';
    }
    return Number.isInteger(value) ? 'integer' : typeof value;
}

function printField(path: string, name: string): string {
    return path === '' ? name : `${path}.${name}`;
}

function first(judgements: readonly (() => string | undefined)[]): string | undefined {
    for (const judgement of judgements) {
        const fault = judgement();
        if (fault !== undefined) {
            return fault;
        }
    }
    return undefined;
}
