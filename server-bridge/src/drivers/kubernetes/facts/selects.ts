import type {Selector} from '../schema.ts';

/** Whether a selector takes an object with these labels; one without a condition takes all. Source: Kubernetes, LabelSelector. */
export function selects({matchLabels, matchExpressions}: Selector, labels: Readonly<Record<string, string>>): boolean {
    return (
        Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
        matchExpressions.every(({key, operator, values}) => {
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
            }
        })
    );
}
