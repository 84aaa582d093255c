import type {Data} from '../values/data.ts';

/** The strings of a list in data; empty for anything else. */
export function listOf(value: Data[string] | undefined): readonly string[] {
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Asks the server itself whether it is a FIPS build. A site URL that is not one becomes the placeholder. */
export function flagLine(place: Data): string {
    const url =
        typeof place.siteUrl === 'string' && /^https?:\/\/[\w.:/[\]-]+$/.test(place.siteUrl) ? place.siteUrl : '';
    const site = url === '' ? '<site URL>' : url.replace(/\/+$/, '');
    return `curl -fsS '${site}/api/v4/config/client?format=old' | grep -o '"IsFipsEnabled":"[a-z]*"'`;
}
