import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import type {Data} from '../values/data.ts';
import {REMEDIES} from './catalogue.ts';
import type {Remedy} from './remedy.ts';

/** The remedy with where this deployment is, if its commands need that; its own data wins. */
export function placeRemedy(remedy: Remedy, facts: Facts): Remedy {
    return 'commands' in REMEDIES[remedy.code] ? {...remedy, data: {...placeOf(facts), ...remedy.data}} : remedy;
}

/** What commands need to name this deployment: kind, project, folder, files, service, container, … as far as known. */
export function placeOf(facts: Facts): Data {
    const {deployment} = facts;
    if (!isObserved(deployment)) {
        return {};
    }
    const known = Object.entries(deployment.value).filter(([, value]) => value !== undefined && value !== '');
    return Object.fromEntries(known.filter(([name]) => name !== 'host'));
}
