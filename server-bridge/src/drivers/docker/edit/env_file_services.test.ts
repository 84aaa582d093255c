import {findEnvFiles, findEnvFileServices} from './env_file_services.ts';

describe('findEnvFileServices', () => {
    test('each that names one, in any file, also by what it merges', () => {
        const first = 'x-a: &a\n  env_file: a.env\nservices:\n  chat:\n    <<: *a\n  db:\n    image: p\n';
        const second = 'services:\n  db:\n    env_file: [b.env]\n  other: {}\n';
        expect([...findEnvFileServices([first, second, ': broken: [', ''])]).toEqual(['chat', 'db']);
    });
});

test('their names, in each form they are written in', () => {
    const text =
        'services:\n  a:\n    env_file: a.env\n  b:\n    env_file: [../b.env, {path: ./c.env, required: false}, 7]\n';
    expect(findEnvFiles([text])).toEqual([
        {service: 'a', name: 'a.env'},
        {service: 'b', name: '../b.env'},
        {service: 'b', name: './c.env'},
    ]);
});
