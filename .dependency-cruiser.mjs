/** Who may import whom (see ARCHITECTURE.md). Each comment speaks to the person who broke the rule. */
export default {
    forbidden: [
        {
            name: 'core-is-pure',
            comment:
                'core/ imports nothing but itself, zod and noble. Do the I/O in server-bridge or webapp and hand core the facts.',
            severity: 'error',
            from: {path: '^core/src', pathNot: '\\.test\\.ts$'},
            to: {pathNot: ['^core/src', 'node_modules/zod', 'node_modules/@noble/(hashes|curves)']},
        },
        {
            name: 'rooms-do-not-meet',
            comment: 'webapp and server-bridge meet in the queue only. Put what both need into core.',
            severity: 'error',
            from: {path: '^(webapp|server-bridge)/src', pathNot: '\\.test\\.tsx?$'},
            to: {path: '^(webapp|server-bridge)/src', pathNot: '^$1/src'},
        },
        {
            name: 'production-does-not-import-test',
            comment: 'Stand-ins live in test/. Pass the dependency in instead.',
            severity: 'error',
            from: {path: '^(core|webapp|server-bridge)/src', pathNot: '\\.test\\.tsx?$'},
            to: {path: '^test/'},
        },
        {
            name: 'rooms-have-one-door',
            comment: 'Import another room by its package name; its index.ts lists what it offers.',
            severity: 'error',
            from: {path: '^(core|webapp|server-bridge)/'},
            to: {path: '^(core|webapp|server-bridge)/src/', pathNot: ['^$1/', '/src/index\\.tsx?$']},
        },
        {
            name: 'engine-libraries-stay-in-their-driver',
            comment:
                'dockerode belongs to server-bridge/src/drivers/docker/engine, the Kubernetes client to drivers/kubernetes/api. Speak through the port.',
            severity: 'error',
            from: {pathNot: ['^server-bridge/src/drivers/(docker/engine|kubernetes/api)/', '^test/', 'node_modules']},
            to: {path: 'node_modules/(dockerode|@types/dockerode|@kubernetes/client-node)'},
        },
        {
            name: 'cluster-library-is-loaded-late',
            comment:
                'It takes more memory than the rest of the agent: import() it where a cluster is asked, and its types with import type.',
            severity: 'error',
            from: {path: '^server-bridge/src'},
            to: {path: 'node_modules/@kubernetes/client-node', dynamic: false, dependencyTypesNot: ['type-only']},
        },
        {
            name: 'drivers-stay-behind-their-port',
            comment: 'Speak to port/driver.ts. Only the registry, and the package’s face for tests, name a platform.',
            severity: 'error',
            from: {
                path: '^server-bridge/src/',
                pathNot: [
                    '^server-bridge/src/drivers/((docker|kubernetes)/|registry\\.ts)',
                    '^server-bridge/src/index\\.ts$',
                    '\\.test\\.ts$',
                ],
            },
            to: {path: '^server-bridge/src/drivers/(docker|kubernetes)/'},
        },
        {
            name: 'platforms-do-not-meet',
            comment: 'One platform’s driver knows nothing of another’s. Put what both need next to the port.',
            severity: 'error',
            from: {path: '^server-bridge/src/drivers/(docker|kubernetes)/'},
            to: {
                path: '^server-bridge/src/drivers/(docker|kubernetes)/',
                pathNot: '^server-bridge/src/drivers/$1/',
            },
        },
        {
            name: 'no-cycles',
            comment: 'A cycle has no reading order. Split the smaller noun out.',
            severity: 'error',
            from: {path: '^(core|webapp|server-bridge|test|build)/'},
            to: {circular: true},
        },
        {
            name: 'no-unresolvable',
            comment: 'This import resolves to nothing.',
            severity: 'error',
            from: {path: '^(core|webapp|server-bridge|test|build)/'},
            to: {couldNotResolve: true},
        },
    ],
    options: {
        doNotFollow: {path: 'node_modules'},
        exclude: {path: '^((core|webapp|server-bridge|test|build)/)?dist/|^build/out/'},
        tsPreCompilationDeps: true,
        tsConfig: {fileName: 'webapp/tsconfig.json'},
        enhancedResolveOptions: {
            exportsFields: ['exports'],
            conditionNames: ['import', 'node', 'default', 'types'],
            extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
        },
    },
};
