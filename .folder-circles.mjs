import rules from './.dependency-cruiser.mjs';

/** Folders as rooms: which production folder needs which. Tests may reach across, and are left out. */
export default {
    forbidden: [
        {
            name: 'no-circles-between-folders',
            comment: 'Two folders that need each other have no reading order. Move what both need below them.',
            severity: 'error',
            scope: 'folder',
            from: {},
            to: {circular: true},
        },
    ],
    options: {...rules.options, exclude: {path: '(^|/)dist/|\\.test\\.tsx?$|/testing/|^test/'}},
};
