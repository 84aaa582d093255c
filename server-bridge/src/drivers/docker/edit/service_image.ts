import {isAlias, isMap, isScalar} from 'yaml';
import type {Document, Scalar, YAMLMap} from 'yaml';

/**
 * The scalar that names a service's image, wherever the text has it: at the service itself, behind an alias, or in what the
 * service merges (`<<: *name`). Undefined where this text does not name it.
 */
export function findServiceImage(document: Document, service: string): Scalar<string> | undefined {
    const node = document.getIn(['services', service], true);
    return isMap(node) ? findImage(document, node) : undefined;
}

function findImage(document: Document, map: YAMLMap): Scalar<string> | undefined {
    const own = resolve(document, map.get('image', true));
    if (own !== undefined) {
        return isScalar(own) && typeof own.value === 'string' ? (own as Scalar<string>) : undefined;
    }
    const merged = map.items.find(({key}) => isScalar(key) && key.source === '<<')?.value;
    const sources = isMap(merged) || isAlias(merged) ? [merged] : readItems(merged);
    for (const source of sources) {
        const target = resolve(document, source);
        const image = isMap(target) ? findImage(document, target) : undefined;
        if (image) {
            return image;
        }
    }
    return undefined;
}

function resolve(document: Document, node: unknown): unknown {
    return isAlias(node) ? node.resolve(document) : (node ?? undefined);
}

function readItems(node: unknown): readonly unknown[] {
    return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items) ? node.items : [];
}
