import {isLoopback} from './loopback.ts';

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('%s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
});

test.each([
    '',
    '127.example.com',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '128.0.0.1',
    '[::2]',
    '127.0.0.1:80',
])('%s is not', (host) => {
    expect(isLoopback(host)).toBe(false);
});
