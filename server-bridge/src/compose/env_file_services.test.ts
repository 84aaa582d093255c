import {findEnvFileServices} from './env_file_services.ts';

describe('findEnvFileServices', () => {
    test('each that names one, in any file, also by what it merges', () => {
        const first = 'x-a: &a\n  env_file: a.env\nservices:\n  chat:\n    <<: *a\n  db:\n    image: p\n';
        const second = 'services:\n  db:\n    env_file: [b.env]\n  other: {}\n';
        expect([...findEnvFileServices([first, second, ': broken: [', ''])]).toEqual(['chat', 'db']);
    });
});
