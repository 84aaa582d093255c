import {judgeMode} from './judge_mode.ts';
import type {BuildInformation} from './build_information.ts';

function built(settings: Readonly<Record<string, string>>, changes: Partial<BuildInformation> = {}): BuildInformation {
    return {
        goVersion: 'go1.26.8',
        path: 'example.com/plugin',
        module: undefined,
        dependencies: [],
        settings: Object.entries({'-compiler': 'gc', ...settings}).map(([key, value]) => ({key, value})),
        architecture: 'amd64',
        dynamicallyLinked: false,
        ...changes,
    };
}

const FIPS = {'-tags': 'requirefips', GOEXPERIMENT: 'systemcrypto'};

describe('judgeMode', () => {
    test.each([
        ['an ordinary build', built({}), 'unknown', ['names_openssl']],
        [
            'a build with both markers',
            built(FIPS),
            'fips',
            ['tag_requirefips', 'experiment_systemcrypto', 'names_openssl'],
        ],
        ['a build with half of them', built({'-tags': 'requirefips'}), 'unknown', ['tag_requirefips', 'names_openssl']],
    ] as const)('a string that names OpenSSL proves nothing: %s', (_, information, mode, evidence) => {
        expect(judgeMode(information, true)).toMatchObject({mode, evidence});
    });

    test.each([
        ['Mattermost’s FIPS build', built(FIPS), 'fips', ['tag_requirefips', 'experiment_systemcrypto']],
        [
            'more tags, more experiments, a toolchain of Microsoft’s',
            built(
                {'-tags': 'json1,requirefips', GOEXPERIMENT: 'jsonv2,systemcrypto', CGO_ENABLED: '1'},
                {goVersion: 'go1.26.8-1-microsoft X:systemcrypto'},
            ),
            'fips',
            ['tag_requirefips', 'experiment_systemcrypto', 'cgo_enabled', 'toolchain_microsoft', 'toolchain_modified'],
        ],
        [
            'Go’s own frozen module, switched on',
            built({GOFIPS140: 'v1.0.0-c2097c7c', DefaultGODEBUG: 'fips140=on,tlssha1=1'}),
            'fips',
            ['go_fips140_module', 'go_fips140_on'],
        ],
        ['an ordinary build', built({'-tags': 'norequirefips'}), 'non_fips', ['no_fips_setting']],
        [
            'an ordinary build with experiments in its version',
            built({}, {goVersion: 'go1.26.8-X:jsonv2'}),
            'non_fips',
            ['no_fips_setting'],
        ],
        ['the tag alone', built({'-tags': 'requirefips'}), 'unknown', ['tag_requirefips']],
        ['the experiment alone', built({GOEXPERIMENT: 'systemcrypto'}), 'unknown', ['experiment_systemcrypto']],
        [
            'the experiment denied',
            built({...FIPS, GOEXPERIMENT: 'nosystemcrypto'}),
            'unknown',
            ['tag_requirefips', 'experiment_other_crypto'],
        ],
        ['BoringCrypto', built({GOEXPERIMENT: 'boringcrypto'}), 'unknown', ['experiment_other_crypto']],
        [
            'a module that is not frozen',
            built({GOFIPS140: 'latest', DefaultGODEBUG: 'fips140=on'}),
            'unknown',
            ['go_fips140_module', 'go_fips140_on'],
        ],
        ['Go’s module, not switched on', built({GOFIPS140: 'v1.0.0'}), 'unknown', ['go_fips140_module']],
        [
            'Microsoft’s toolchain without a marker',
            built({}, {goVersion: 'go1.26.8-microsoft'}),
            'unknown',
            ['toolchain_microsoft', 'toolchain_modified'],
        ],
        [
            'the OpenSSL experiment by its older name',
            built({'-tags': 'requirefips', GOEXPERIMENT: 'opensslcrypto'}),
            'fips',
            ['tag_requirefips', 'experiment_opensslcrypto'],
        ],
        [
            'both names of the experiment',
            built({'-tags': 'requirefips', GOEXPERIMENT: 'systemcrypto,opensslcrypto'}),
            'fips',
            ['tag_requirefips', 'experiment_systemcrypto', 'experiment_opensslcrypto'],
        ],
        ['the older name alone', built({GOEXPERIMENT: 'opensslcrypto'}), 'unknown', ['experiment_opensslcrypto']],
        [
            'the experiment asked for by a tag',
            built({'-tags': 'requirefips,goexperiment.systemcrypto,cgo'}),
            'unknown',
            ['tag_requirefips', 'tag_crypto_backend'],
        ],
        [
            'FIPS mode switched off by default',
            built({...FIPS, DefaultGODEBUG: 'fips140=off'}),
            'unknown',
            ['tag_requirefips', 'experiment_systemcrypto', 'go_fips140_off'],
        ],
        [
            'golang-fips, which asks the host',
            built(
                {'-tags': 'strictfipsruntime', GOEXPERIMENT: 'strictfipsruntime', CGO_ENABLED: '1'},
                {goVersion: 'go1.24.6 (Red Hat 1.24.6-1.el9_6) X:strictfipsruntime'},
            ),
            'unknown',
            [
                'experiment_strictfipsruntime',
                'tag_crypto_backend',
                'cgo_enabled',
                'toolchain_golang_fips',
                'toolchain_modified',
            ],
        ],
        [
            'golang-fips without a setting',
            built({CGO_ENABLED: '1'}, {goVersion: 'go1.22.9-1-openssl-fips'}),
            'unknown',
            ['cgo_enabled', 'toolchain_golang_fips', 'toolchain_modified'],
        ],
        [
            'a wish for FIPS in the name of a tag only',
            built({'-tags': 'fips,openssl'}),
            'non_fips',
            ['no_fips_setting'],
        ],
        [
            'FIPS mode off, and no more',
            built({DefaultGODEBUG: 'fips140=off'}),
            'non_fips',
            ['go_fips140_off', 'no_fips_setting'],
        ],
        ['another changed toolchain', built({}, {goVersion: 'go1.26.8-house'}), 'unknown', ['toolchain_modified']],
        ['a development toolchain', built({}, {goVersion: 'devel go1.27-abcdef'}), 'unknown', ['toolchain_modified']],
        [
            'an OpenSSL binding',
            built({}, {dependencies: [{path: 'github.com/golang-fips/openssl/v2', version: 'v2.0.0', sum: ''}]}),
            'unknown',
            ['openssl_dependency'],
        ],
        ['no settings, as before Go 1.18', built({}, {settings: []}), 'unknown', ['settings_absent']],
        [
            'a setting that stands there twice',
            built({}, {settings: [...built(FIPS).settings, {key: 'GOEXPERIMENT', value: ''}]}),
            'unknown',
            ['tag_requirefips', 'experiment_systemcrypto', 'settings_contradict'],
        ],
    ] as const)('%s', (_, information, mode, evidence) => {
        expect(judgeMode(information)).toEqual({
            mode,
            evidence,
            grade: mode === 'unknown' ? 'nothing' : 'declares',
        });
    });
});
