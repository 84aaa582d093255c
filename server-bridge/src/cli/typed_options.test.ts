import {printTyped} from './typed_options.ts';

test('what was typed goes into the next command, each value one word', () => {
    expect(printTyped({})).toBe('');
    expect(printTyped({context: 'production', namespace: 'chat', name: "o'chat"})).toBe(
        ` --context production --namespace chat --name 'o'\\''chat'`,
    );
    expect(printTyped({file: ['a.yml', 'b c.yml'], service: 'chat'})).toBe(` --file a.yml 'b c.yml' --service chat`);
});
