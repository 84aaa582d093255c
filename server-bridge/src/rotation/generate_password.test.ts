import {generatePassword} from './generate_password.ts';

test('passwords are 32 letters and digits, none twice, and every character comes up', () => {
    const passwords = Array.from({length: 500}, generatePassword);
    expect(passwords.every((password) => /^[A-Za-z0-9]{32}$/.test(password))).toBe(true);
    expect(new Set(passwords).size).toBe(passwords.length);
    expect(new Set(passwords.join('')).size).toBe(62);
});
