import {parseDocument} from 'yaml';
import {findServiceImage} from './service_image.ts';

describe('findServiceImage', () => {
    const find = (text: string) => {
        const node = findServiceImage(parseDocument(text, {merge: true}), 'chat');
        return node && [node.value, text.slice(node.range?.[0], node.range?.[1])];
    };
    test.each([
        ['at the service', 'services:\n  chat:\n    image: a:1\n'],
        ['in what it merges', 'x-base: &base\n  image: a:1\nservices:\n  chat:\n    <<: *base\n'],
        [
            'in one of several it merges',
            'x-a: &a {tty: true}\nx-b: &b {image: a:1}\nservices:\n  chat:\n    <<: [*a, *b]\n',
        ],
        ['behind an alias', 'x-image: &image a:1\nservices:\n  chat:\n    image: *image\n'],
    ])('%s', (_name, text) => {
        expect(find(text)).toEqual(['a:1', 'a:1']);
    });

    test('nowhere in this text', () => {
        expect(find('services:\n  chat:\n    build: .\n')).toBeUndefined();
        expect(find('services: {}\n')).toBeUndefined();
    });
});
