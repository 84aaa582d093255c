import {parseServerVersion} from './server_version.ts';
import {holdsIn, SINCE} from './thresholds.ts';
import type {SinceCode} from './thresholds.ts';

test.each([
    ['database_password_enforced', '11.7.9', false],
    ['database_password_enforced', '11.7.10', true],
    ['database_password_enforced', '11.8.0', false],
    ['database_password_enforced', '11.10.0', false],
    ['database_password_enforced', '11.10.1', true],
    ['database_password_enforced', '11.11.0', true],
    ['database_password_enforced', '12.0.0', true],
    ['password_minimum_enforced', '11.4.9', false],
    ['password_minimum_enforced', '11.5.1', false],
    ['password_minimum_enforced', '11.5.2', true],
    ['password_minimum_enforced', '11.6.0', false],
    ['password_minimum_enforced', '11.6.1', true],
    ['password_minimum_enforced', '11.7.0', true],
    ['fips_flag', '11.3.0', true],
    ['fips_flag', '11.2.9', false],
    ['fips_image', '10.11.17', false],
    ['fips_image', 'dev', undefined],
] as const)('%s in %s: %s', (rule, version, holds) => {
    expect(holdsIn(rule, version)).toBe(holds);
});

test('every rule names releases and a public page', () => {
    for (const code of Object.keys(SINCE) as SinceCode[]) {
        const {from, backported, source} = SINCE[code];
        expect([from, ...backported].map(parseServerVersion)).not.toContain(undefined);
        expect(source.url).toMatch(/^https:\/\//);
    }
});
