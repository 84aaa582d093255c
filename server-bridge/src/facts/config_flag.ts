/** The server's flag for its configuration; MM_CONFIG says the same without standing in an argument list. */
const CONFIG_FLAG = /^(?:--config|-c)(?:=(.*))?$/s;

/** Where a command line says the configuration is kept: a path, or a connection string. May hold a secret. */
export function findConfigFlag(command: readonly string[]): string | undefined {
    for (const [index, word] of command.entries()) {
        const flag = CONFIG_FLAG.exec(word);
        if (flag) {
            return flag[1] ?? command[index + 1];
        }
    }
    return undefined;
}
