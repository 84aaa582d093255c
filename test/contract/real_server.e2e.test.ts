import {mattermostContract} from './mattermost_contract.ts';

const {
    MATTERMOST_URL: url = '',
    MATTERMOST_ADMIN_USER: username = '',
    MATTERMOST_ADMIN_PASSWORD: password = '',
} = process.env;
const isGiven = url !== '' && username !== '' && password !== '';

(isGiven ? describe : describe.skip)('real server', () => {
    mattermostContract(() => Promise.resolve({url: url.replace(/\/+$/, ''), admin: {username, password}}));
});

if (!isGiven) {
    test('is asked for by MATTERMOST_URL, MATTERMOST_ADMIN_USER and MATTERMOST_ADMIN_PASSWORD', () => {
        process.stdout.write('No real server given: the contract ran against the stand-in only.\n');
        expect(isGiven).toBe(false);
    });
}
