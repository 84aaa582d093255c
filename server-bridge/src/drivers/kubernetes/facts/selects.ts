import type {Selector} from '../schema.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a selector takes an object with these labels; one without a condition takes all. Source: Kubernetes, LabelSelector. */
export function selects({matchLabels, matchExpressions}: Selector, labels: Labels): boolean {
    return (
        Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
        matchExpressions.every((expression) => meets(expression, labels))
    );
}

/** Whether labels meet one expression: those of selectors, and those of nodes, which compare numbers too. */
export function meets(
    {
        key,
        operator,
        values,
    }: {
        readonly key: string;
        readonly operator: Selector['matchExpressions'][number]['operator'] | 'Gt' | 'Lt';
        readonly values: readonly string[];
    },
    labels: Labels,
): boolean {
    const value = labels[key];
    switch (operator) {
        case 'In':
            return value !== undefined && values.includes(value);
        case 'NotIn':
            return value === undefined || !values.includes(value);
        case 'Exists':
            return value !== undefined;
        case 'DoesNotExist':
            return value === undefined;
        case 'Gt':
            return Number(value) > Number(values[0]);
        case 'Lt':
            return Number(value) < Number(values[0]);
    }
}
