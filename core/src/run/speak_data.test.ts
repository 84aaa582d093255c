import {WORDS} from '../words/index.ts';
import {speakData} from './speak_data.ts';

const voice = {
    speak: (id: string, values: Readonly<Record<string, unknown>> = {}) =>
        (WORDS[id] ?? id).replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name])),
    knows: (id: string) => id in WORDS,
};

test.each([
    ['a backup', {problem: 'not_verified'}, {problem: 'it was written, but pg_restore could not read all of it'}],
    ['a rehearsal', {outcome: 'invalid_configuration'}, {outcome: 'The FIPS build refuses the configuration'}],
    [
        'layers that failed, with their names',
        {layers: ['web_app.no_script', 'settings.more'], names: ['Memory']},
        {
            layers: [
                'Web app: The page’s script is not served.',
                'Container settings: These differ from before and do not come from the image: Memory.',
            ],
            layersCount: 2,
            names: ['Memory'],
            namesCount: 1,
        },
    ],
    [
        'layers that failed, each with its own names',
        {layers: ['pods.not_ready', 'plugins.differ'], names_pods: ['mm-1'], names_plugins: ['boards', 'calls']},
        {
            layers: ['Pods: These are not ready: mm-1.', 'Plugins: Not as before: boards, calls.'],
            layersCount: 2,
            names_pods: ['mm-1'],
            names_podsCount: 1,
            names_plugins: ['boards', 'calls'],
            names_pluginsCount: 2,
        },
    ],
    ['layers not looked at', {skipped: ['plugins.local_mode_off']}, {skipped: ['Plugins'], skippedCount: 1}],
    [
        'what a newer agent wrote',
        {problem: 'new_one', layers: ['x.y']},
        {problem: 'new_one', layers: ['x.y'], layersCount: 1},
    ],
    ['all else', {path: '/a', seconds: 3}, {path: '/a', seconds: 3}],
])('%s in words', (_name, data, said) => {
    expect(speakData(data, voice)).toEqual(said);
});
