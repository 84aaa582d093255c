import {isMap, parseDocument} from 'yaml';
import {findAssignment} from '../edit/env_file.ts';

/**
 * The profiles without which these services are not in the project: of each the first one its text names. Empty where compose
 * finds them by itself, because an env file sets COMPOSE_PROFILES. A service nobody put into a profile needs none.
 */
export function findProfiles(input: {
    readonly services: readonly string[];
    readonly composeTexts: readonly string[];
    readonly envTexts: readonly string[];
}): readonly string[] {
    const {services, composeTexts, envTexts} = input;
    const chosen = envTexts.map((text) => findAssignment(text, 'COMPOSE_PROFILES')?.value).findLast(Boolean) ?? '';
    const active = chosen.split(',').map((profile) => profile.trim());
    const named = new Map<string, readonly string[]>();
    for (const text of composeTexts) {
        for (const [service, profiles] of readProfiles(text)) {
            named.set(service, [...(named.get(service) ?? []), ...profiles]);
        }
    }
    const missing = services
        .map((service) => named.get(service) ?? [])
        .filter(
            (profiles) => profiles.length > 0 && !profiles.some((one) => active.includes(one) || active.includes('*')),
        )
        .flatMap(([first]) => first ?? []);
    // A flag stands in place of the variable: what that chose is named too.
    return missing.length === 0 ? [] : [...new Set([...active.filter((profile) => profile !== ''), ...missing])].sort();
}

function readProfiles(text: string): readonly (readonly [string, readonly string[]])[] {
    const document = parseDocument(text, {merge: true});
    const services: unknown = isMap(document.contents) ? document.getIn(['services'], true) : undefined;
    return isMap(services)
        ? Object.entries(services.toJS(document) as Readonly<Record<string, unknown>>).map(([name, service]) => [
              name,
              readList(service),
          ])
        : [];
}

function readList(service: unknown): readonly string[] {
    const profiles =
        typeof service === 'object' && service !== null && 'profiles' in service ? service.profiles : undefined;
    return Array.isArray(profiles) ? profiles.filter((one): one is string => typeof one === 'string') : [];
}
