import {isObserved} from '../facts/fact.ts';
import type {Fact} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {BACKUP_MAXIMUM_AGE_HOURS, SOURCES} from '../values/thresholds.ts';

const HOUR_MS = 3_600_000;

/**
 * A backup of database and configuration before the image changes. Its age counts against the newest fact: core has no
 * clock.
 */
export const backup = defineCheck({
    code: 'backup',
    group: 'backup',
    needs: [],
    helps: ['backup'],
    reasons: {recent: 'pass', old: 'warn', nobody_vouches: 'warn', time_unreadable: 'unknown'},
    sources: [SOURCES.migration_guide, SOURCES.backup_guide],
    judge: (_needed, facts) => {
        const {backup: last} = facts;
        if (!isObserved(last)) {
            return found('nobody_vouches', {hours: BACKUP_MAXIMUM_AGE_HOURS}, [remedy('take_backup')]);
        }
        const {takenAt, by, reference} = last.value;
        const data = {takenAt, by, reference, hours: BACKUP_MAXIMUM_AGE_HOURS};
        const ageHours = (newest(facts) - Date.parse(takenAt)) / HOUR_MS;
        if (Number.isNaN(ageHours)) {
            return found('time_unreadable', data, [remedy('take_backup')]);
        }
        return ageHours > BACKUP_MAXIMUM_AGE_HOURS
            ? found('old', data, [remedy('take_backup')])
            : found('recent', data);
    },
});

function newest(facts: Facts): number {
    const times = Object.values<Fact<unknown>>(facts)
        .filter(isObserved)
        .map((fact) => Date.parse(fact.observedAt));
    return times.reduce((first, second) => Math.max(first, second), Number.NEGATIVE_INFINITY);
}
