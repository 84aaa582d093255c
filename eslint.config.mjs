import formatjs from 'eslint-plugin-formatjs';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noClock = [
    {
        selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: 'core has no clock: take the time as an argument.',
    },
    {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message: 'core has no clock: take the time as an argument.',
    },
    {
        selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
        message: 'core has no chance: take random bytes as an argument.',
    },
];

export default tseslint.config(
    {ignores: ['**/dist/**', '**/node_modules/**', 'build/out/**', '.cache/**']},
    ...tseslint.configs.recommended,
    {
        languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
        rules: {
            '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'separate-type-imports'}],
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/no-non-null-assertion': 'error',
            eqeqeq: ['error', 'always'],
            'no-warning-comments': ['error', {terms: ['todo', 'fixme', 'xxx']}],
            'no-restricted-exports': [
                'error',
                {restrictDefaultExports: {direct: true, named: true, defaultFrom: true}},
            ],
        },
    },
    {
        files: ['**/*.ts', '**/*.tsx'],
        rules: {
            '@typescript-eslint/no-floating-promises': 'error',
            '@typescript-eslint/no-misused-promises': ['error', {checksVoidReturn: {attributes: false}}],
            '@typescript-eslint/await-thenable': 'error',
            '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
        },
    },
    {
        files: ['**/*.mjs', '**/*.cjs'],
        ...tseslint.configs.disableTypeChecked,
        rules: {...tseslint.configs.disableTypeChecked.rules, 'no-restricted-exports': 'off'},
    },
    {files: ['core/src/**/*.ts'], ignores: ['**/*.test.ts'], rules: {'no-restricted-syntax': ['error', ...noClock]}},
    {
        files: ['webapp/src/**/*.{ts,tsx}'],
        plugins: {'react-hooks': reactHooks, 'jsx-a11y': jsxA11y, formatjs},
        rules: {
            ...reactHooks.configs.recommended.rules,
            ...jsxA11y.configs.recommended.rules,
            'no-restricted-imports': [
                'error',
                {
                    paths: [
                        {
                            name: 'zod',
                            message: 'zod/mini on the page: classic zod probes eval, which the console forbids.',
                        },
                    ],
                    patterns: [
                        {
                            group: [
                                'mattermost-redux/*',
                                '!mattermost-redux/selectors',
                                '!mattermost-redux/selectors/entities',
                                '!mattermost-redux/selectors/entities/common',
                                '!mattermost-redux/selectors/entities/admin',
                            ],
                            message: 'Only selectors/entities/{common,admin}: anything else costs 10 to 34 kB.',
                        },
                    ],
                },
            ],
        },
    },
);
