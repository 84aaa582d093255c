import type {Browser, BrowserContext, Page} from 'playwright-core';
import {addChannelMember, createChannel} from '../mattermost/domain/channels.ts';
import {createBot} from '../mattermost/domain/bots.ts';
import {saveConfigPatch} from '../mattermost/domain/configuration.ts';
import {createToken} from '../mattermost/domain/sessions.ts';
import {addTeamMember, createTeam} from '../mattermost/domain/teams.ts';
import {findUserByName} from '../mattermost/domain/users.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';
import type {World, WorldOptions} from '../mattermost/world.ts';
import {PLAIN_HTTP_HOST} from './browser.ts';
import type {HostBundles} from './host/build_host.ts';
import {makeHostFallback, PAGE_PATH} from './host/serve_host.ts';
import type {LaneQueue} from './lane_agent.ts';

export type LaneOptions = {
    readonly react?: 18 | 19;
    readonly width?: number;
    readonly height?: number;
    readonly world?: WorldOptions;
    /** Account that looks at the page: admin (default), viewer or user. */
    readonly username?: string;
    /** By its own host name over plain http, which no browser takes for a secure context. */
    readonly plainHttp?: boolean;
    readonly subpath?: string;
    /** Shown as this address, such as `https://chat.example.com`; every request is passed on to the stand-in. */
    readonly shownAs?: string;
    /** Server and browser both stand at this time. */
    readonly stoppedAt?: Date;
    /** Before the page is opened: connect an agent, break something. */
    readonly prepare?: (server: Mattermost) => Promise<void> | void;
    /** Do not wait until the page has said its verdict. */
    readonly isWithoutVerdict?: boolean;
    /** What the reader has chosen in Mattermost: en (default). */
    readonly language?: 'de' | 'en';
};

/** One open page over its own stand-in server, and everything it said on the console. */
export type Lane = {
    readonly server: Mattermost;
    readonly page: Page;
    /** Console errors, uncaught exceptions and Content-Security-Policy violations. */
    readonly complaints: readonly string[];
    readonly close: () => Promise<void>;
};

/** Starts a server, signs in and opens the console at our page. */
export async function openLane(browser: Browser, bundles: HostBundles, options: LaneOptions = {}): Promise<Lane> {
    const {subpath = ''} = options;
    const clock = makeStopped(options.stoppedAt);
    const server = await startMattermost({
        licence: 'enterprise',
        ...options.world,
        ...(options.stoppedAt === undefined ? {} : {now: clock.now}),
        subpath,
        fallback: makeHostFallback(bundles, subpath),
    });
    await options.prepare?.(server);
    clock.open();
    const host = options.plainHttp === true ? PLAIN_HTTP_HOST : '127.0.0.1';
    const origin = options.shownAs ?? `http://${host}:${server.port}${subpath}`;
    const context = await browser.newContext({
        viewport: {width: options.width ?? 1400, height: options.height ?? 1000},
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        acceptDownloads: true,
        reducedMotion: 'reduce',
    });
    await signIn(context, server, origin, options.username ?? 'admin');
    const page = await context.newPage();
    if (options.shownAs !== undefined) {
        await passOn(page, options.shownAs, server.url);
    }
    if (options.stoppedAt !== undefined) {
        await page.clock.setFixedTime(options.stoppedAt);
    }
    const complaints = listenToComplaints(page);
    await page.goto(`${origin}${PAGE_PATH}?react=${options.react ?? 18}&lang=${options.language ?? 'en'}`);
    if (options.isWithoutVerdict !== true) {
        await page.locator('#fr-verdict-title').waitFor();
    }
    return {
        server,
        page,
        complaints,
        close: async () => {
            await context.close();
            await server.close();
        },
    };
}

/** A clock that stands still; while the lane is prepared some seconds before, for what is said then is the past. */
function makeStopped(at: Date | undefined): {readonly now: () => number; readonly open: () => void} {
    let ms = (at?.getTime() ?? 0) - 5_000;
    return {now: () => ms, open: () => (ms += 5_000)};
}

async function signIn(context: BrowserContext, server: Mattermost, origin: string, username: string): Promise<void> {
    // Asked at the loopback address, for this process knows no other; the cookies are then put where the browser is.
    const response = await fetch(`${server.url}/api/v4/users/login`, {
        method: 'POST',
        headers: {'X-Requested-With': 'XMLHttpRequest'},
        body: JSON.stringify({login_id: username, password: STAND_IN_PASSWORD}),
    });
    await context.addCookies(
        response.headers.getSetCookie().map((cookie) => {
            const [pair = ''] = cookie.split(';');
            const [name = '', value = ''] = pair.split('=');
            return {name, value, url: origin};
        }),
    );
}

/** Requests to `from` are answered by `to`, so that a picture names no port of this machine. */
async function passOn(page: Page, from: string, to: string): Promise<void> {
    await page.route(`${from}/**`, async (route) => {
        const response = await route.fetch({url: route.request().url().replace(from, to)});
        await route.fulfill({response});
    });
}

/** Collects what the browser says of a page from now on: errors and warnings of its console, and exceptions. */
export function listenToComplaints(page: Page): readonly string[] {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
            complaints.push(message.text());
        }
    });
    return complaints;
}

/** What `fips-agent init` leaves on the server: bot, team, channel, members, token, and the page's setting. */
export function connectQueue(server: Mattermost, publicKey: string): LaneQueue {
    const {world} = server;
    const admin = adminOf(world);
    const bot = createBot(world, {username: 'fips-agent', display_name: 'FIPS Readiness agent'}, admin);
    const botUser = findUserByName(world, 'fips-agent');
    const team = createTeam(world, {name: 'fips-readiness', display_name: 'FIPS Readiness', type: 'I'}, admin);
    const setup = {team_id: team.id, type: 'P', name: 'fips-queue', display_name: 'FIPS Readiness queue'};
    const channel = createChannel(world, setup, admin);
    if (!botUser) {
        throw new Error('the stand-in lost the bot it has just made');
    }
    addTeamMember(world, team, botUser, admin);
    addChannelMember(world, channel, botUser, admin);
    const connection = JSON.stringify({botUserId: bot.user_id, teamId: team.id, channelId: channel.id, publicKey});
    saveConfigPatch(world, {PluginSettings: {Plugins: {'fips-readiness': {connection}}}});
    const {token} = createToken(world, botUser, 'fips-agent');
    return {url: server.url, token, botUserId: bot.user_id, channelId: channel.id};
}

/** The stand-in's first system admin. */
export function adminOf(world: World) {
    const admin = findUserByName(world, 'admin');
    if (!admin) {
        throw new Error('this world has no admin');
    }
    return admin;
}
