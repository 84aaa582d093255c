import {printVersionId} from '../config/client_config.ts';
import {makeLicence, viewLicence} from '../domain/licence.ts';
import {viewPing} from '../handlers/system.ts';
import type {Command} from './command.ts';
import {CommandError, openFile} from './command.ts';

export const SYSTEM_COMMANDS: readonly Command[] = [
    {
        path: 'system version',
        about: 'Prints the remote server version',
        run: ({world, printer}) => {
            printer.isSingle = true;
            printer.print({version: printVersionId(world)}, `Server version ${world.version}`);
        },
    },
    {
        path: 'system status',
        about: 'Prints the status of the server',
        run: ({world, printer}) => {
            printer.isSingle = true;
            const ping = viewPing(world, false, true);
            printer.print(ping, `Server status: ${String(ping['status'])}`);
            if (ping['status'] !== 'OK') {
                throw new CommandError('server status is unhealthy');
            }
        },
    },
    {
        path: 'license get',
        about: 'Get the current license.',
        run: ({world, printer}) => {
            const view = viewLicence(world, true);
            if (view['IsLicensed'] !== 'true') {
                printer.print('No license installed');
                return;
            }
            const readable = (key: string): string => new Date(Number(view[key])).toISOString().replace('.000', '');
            printer.print(
                {
                    ...view,
                    StartsAtReadable: readable('StartsAt'),
                    ExpiresAtReadable: readable('ExpiresAt'),
                    IssuedAtReadable: readable('IssuedAt'),
                },
                `License ID: ${view['Id'] ?? ''}\nSKU: ${view['SkuShortName'] ?? ''}`,
            );
        },
    },
    {
        path: 'license upload',
        about: 'Upload a license.',
        leastWords: 1,
        run: (context) => {
            // The stand-in's licence file is the short name of a plan.
            const sku = new TextDecoder().decode(openFile(context, context.words[0] ?? '')).trim();
            context.world.state.licence = makeLicence(sku, context.world.now());
            context.printer.print('Uploaded license file');
        },
    },
    {
        path: 'license remove',
        about: 'Remove the current license.',
        run: ({world, printer}) => {
            world.state.licence = null;
            printer.print('Removed license');
        },
    },
    {
        path: 'job list',
        about: 'List the latest jobs',
        run: ({world, printer, flags}) => {
            const jobs = world.state.jobs
                .filter(({type}) => !flags.has('type') || type === flags.get('type'))
                .filter(({status}) => !flags.has('status') || status === flags.get('status'))
                .sort((a, b) => b.create_at - a.create_at);
            const size = Number(flags.get('per-page') ?? 5);
            const start = Number(flags.get('page') ?? 0) * size;
            const listed = flags.get('all') === 'true' ? jobs : jobs.slice(start, start + size);
            listed.forEach((job) => printer.print(job, `  ID: ${job.id}\n  Status: ${job.status}`));
            if (listed.length === 0) {
                printer.print('No jobs found');
            }
        },
    },
];
