const swc = (tsx) => [
    '@swc/jest',
    {
        jsc: {
            parser: {syntax: 'typescript', tsx},
            transform: {react: {runtime: 'classic'}},
            target: 'es2023',
        },
        module: {type: 'es6'},
    },
];

const base = {
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    transform: {'^.+\\.tsx$': swc(true), '^.+\\.ts$': swc(false)},
    // The release lane builds a second checkout: its packages are not these.
    modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/build/out/twin/'],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.e2e\\.test\\.ts$'],
};

const JOURNEYS = ['test/demo', 'test/kubernetes_stand_in'];

const page = {
    ...base,
    testEnvironment: 'jest-fixed-jsdom',
    setupFilesAfterEnv: ['@testing-library/jest-dom'],
    moduleNameMapper: {'\\.css$': '<rootDir>/test/page/style_stub.ts'},
    testMatch: ['<rootDir>/webapp/**/*.test.{ts,tsx}'],
};

/** Native ES modules throughout: start jest with NODE_OPTIONS=--experimental-vm-modules (the Makefile does). */
export default {
    // Nothing asserts time: a slow machine only waits longer.
    testTimeout: 30_000,
    reporters: ['default', ...(process.env.RESULTS ? ['<rootDir>/build/count_reporter.mjs'] : [])],
    projects: [
        {...base, displayName: 'core', testEnvironment: 'node', testMatch: ['<rootDir>/core/**/*.test.ts']},
        {
            ...base,
            displayName: 'server-bridge',
            testEnvironment: 'node',
            testMatch: ['<rootDir>/server-bridge/**/*.test.ts'],
        },
        {
            ...base,
            displayName: 'test',
            testEnvironment: 'node',
            testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/build/**/*.test.ts'],
            testPathIgnorePatterns: [...base.testPathIgnorePatterns, ...JOURNEYS.map((folder) => `/${folder}/`)],
        },
        // Whole runs over stand-ins take minutes: `make test` leaves them to `make test-journeys`.
        {
            ...base,
            displayName: 'journeys',
            testEnvironment: 'node',
            testMatch: JOURNEYS.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
        },
        // The lanes' tests need an engine or a browser: `make test` leaves this project out by name.
        {
            ...base,
            displayName: 'e2e',
            testEnvironment: 'node',
            testPathIgnorePatterns: ['/node_modules/', '/dist/'],
            testMatch: ['<rootDir>/test/**/*.e2e.test.ts'],
        },
        {...page, displayName: 'page on React 18', globals: {EXPECTED_REACT_MAJOR: '18'}},
        {
            ...page,
            displayName: 'page on React 19',
            globals: {EXPECTED_REACT_MAJOR: '19'},
            moduleNameMapper: {
                ...page.moduleNameMapper,
                '^react$': '<rootDir>/build/react_19/node_modules/react',
                '^react/(.*)$': '<rootDir>/build/react_19/node_modules/react/$1',
                '^react-dom$': '<rootDir>/build/react_19/node_modules/react-dom',
                '^react-dom/(.*)$': '<rootDir>/build/react_19/node_modules/react-dom/$1',
            },
        },
    ],
};
