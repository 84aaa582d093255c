import type {Bundled} from './bundled.ts';
import {VERSION} from './project.ts';

/** A component of CycloneDX 1.6, as far as we fill it in. */
type Component = Readonly<Record<string, unknown>>;

/**
 * The parts of one artefact as CycloneDX 1.6 in JSON: what its bundle holds, and `carried`, what else is inside. Without a serial
 * number and a time: the same sources give the same text.
 */
export function printSbom(name: string, bundled: readonly Bundled[], carried: readonly Component[] = []): string {
    const sbom = {
        $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        version: 1,
        metadata: {
            component: {
                type: 'application',
                'bom-ref': `${name}@${VERSION}`,
                name,
                version: VERSION,
                licenses: [{license: {id: 'Apache-2.0'}}],
            },
        },
        components: [...bundled.map(describe), ...carried],
    };
    return `${JSON.stringify(sbom, null, 2)}\n`;
}

function describe({name, version, licence, integrity}: Bundled): Component {
    const [scope, base] = name.startsWith('@') ? name.split('/') : [undefined, name];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
        type: 'library',
        'bom-ref': purl,
        ...(scope !== undefined && {group: scope}),
        name: base,
        version,
        hashes: [{alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')}],
        licenses: [/^[\w.-]+$/.test(licence) ? {license: {id: licence}} : {expression: licence}],
        purl,
    };
}

/** Node and the libraries it brings (process.versions), which the one-file executable carries. */
export function describeNode(versions: Readonly<Partial<Record<string, string>>>): readonly Component[] {
    return Object.entries(versions)
        .filter(([name]) => !NO_LIBRARY.has(name))
        .map(([name, version]) => ({
            type: name === 'node' ? 'platform' : 'library',
            'bom-ref': `node/${name}@${version}`,
            name,
            version,
            ...(name === 'node' && {licenses: [{license: {id: 'MIT'}}], purl: `pkg:generic/node@${version}`}),
        }));
}

/** Versions of interfaces and of data, not of a library. */
const NO_LIBRARY: ReadonlySet<string> = new Set(['modules', 'napi', 'unicode', 'cldr', 'tz']);
