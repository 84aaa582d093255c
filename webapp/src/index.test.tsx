import {jest} from '@jest/globals';
import {plugin} from './index.tsx';

it('registers its page without asking the network', () => {
    const asked = jest.spyOn(globalThis, 'fetch');
    const registerAdminConsoleCustomSetting = jest.fn();
    plugin.initialize({registerAdminConsoleCustomSetting});
    expect(registerAdminConsoleCustomSetting).toHaveBeenCalledWith('Page', expect.any(Function), {showTitle: false});
    expect(asked).not.toHaveBeenCalled();
});
