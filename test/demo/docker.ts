/** The demo's `docker`: `docker exec CONTAINER PROGRAM …` against the stand-in engine, for commands copied from the page. */
import {makeDockerEngine} from '@fips-readiness/server-bridge';

async function run(argv: readonly string[]): Promise<number> {
    const [command, ...rest] = argv;
    const words = rest.filter((word, index) => index > 0 || !/^-(i|t|it|ti)$/.test(word));
    const [container, ...program] = words;
    if (command !== 'exec' || container === undefined || program.length === 0 || container.startsWith('-')) {
        process.stderr.write("This is the demo's docker: it knows docker exec CONTAINER PROGRAM … only.\n");
        return 64;
    }
    const engine = makeDockerEngine(process.env['DOCKER_HOST'] ?? '', process.env);
    const {stdout, stderr, exitCode} = await engine.exec(container, program);
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return exitCode;
}

try {
    process.exitCode = await run(process.argv.slice(2));
} catch {
    process.stderr.write(
        "The demo's engine did not run this: is the demo still running, and is that a container of it?\n",
    );
    process.exitCode = 69;
}
