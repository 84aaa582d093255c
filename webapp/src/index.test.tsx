import {jest} from '@jest/globals';
import {plugin} from './index.tsx';

it('registers its page and its words without asking the network', () => {
    const asked = jest.spyOn(globalThis, 'fetch');
    const registerAdminConsoleCustomSetting = jest.fn();
    const registerTranslations = jest.fn();
    plugin.initialize({registerAdminConsoleCustomSetting, registerTranslations});
    expect(registerAdminConsoleCustomSetting).toHaveBeenCalledWith('Page', expect.any(Function), {showTitle: false});
    const [get] = registerTranslations.mock.calls[0] as [(locale: string) => Record<string, string>];
    expect(Object.keys(get('de')).length).toBeGreaterThan(100);
    expect(asked).not.toHaveBeenCalled();
});
