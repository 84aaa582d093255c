/** The part of JSON Schema that our schemas use. */
export type Schema = {
    readonly type?: string | readonly string[];
    readonly enum?: readonly string[];
    readonly const?: string | number;
    readonly anyOf?: readonly Schema[];
    readonly oneOf?: readonly Schema[];
    readonly items?: Schema;
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly default?: unknown;
    readonly minimum?: number;
    readonly maximum?: number;
};

/** A schema in a few words: its type, or what it may be. */
export function printType(schema: Schema): string {
    if (schema.const !== undefined) {
        return `\`${schema.const}\``;
    }
    if (schema.enum) {
        return schema.enum.map((one) => `\`${one}\``).join(', ');
    }
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) {
        return choices.map(printType).join(' or ');
    }
    if (schema.items) {
        return `list of ${printType(schema.items)}`;
    }
    if (schema.properties) {
        return `\`{${Object.keys(schema.properties).join(', ')}}\``;
    }
    return [schema.type ?? 'value'].flat().join(' or ').replace('null', 'not known');
}
