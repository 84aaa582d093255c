import {replacesVersion} from './replaces_version.ts';

test.each([
    ['9.2.0', '9.1.9', true],
    ['9.10.0', '9.9.0', true],
    ['10.0.0', '9.9.9', true],
    ['9.2.0+fips', '9.2.0', false],
    ['9.2.0', '9.2.0+fips', false],
    ['9.1.0', '9.2.0', false],
    ['9.2.0', '9.2.0-rc1', true],
    ['9.2.0-rc1', '9.2.0', false],
    ['9.2.0-rc2', '9.2.0-rc1', true],
    ['9.2.0', 'v9.2', true],
    ['9.2', '9.1.0', false],
    ['9.2.0', '', true],
])('%s in place of %s: %s', (brought, stored, expected) => {
    expect(replacesVersion(brought, stored)).toBe(expected);
});
