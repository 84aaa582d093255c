import {AppError} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {textSetting} from '../config/setting.ts';
import type {User} from '../state.ts';
import type {World} from '../world_shape.ts';

/** True where TeamSettings.RestrictCreationToDomains (commas, blanks and @ part its domains) is empty or names the address's. */
function isAccepted(world: World, email: string): boolean {
    const domains = textSetting(effectiveConfig(world), 'TeamSettings.RestrictCreationToDomains')
        .toLowerCase()
        .split(/[\s,@]+/)
        .filter((domain) => domain !== '');
    return domains.length === 0 || domains.some((domain) => email.toLowerCase().endsWith(`@${domain}`));
}

/** Throws AppError (400) for a new account's address outside the accepted domains. */
export function assertAcceptedAddress(world: World, email: string): void {
    if (!isAccepted(world, email)) {
        throw new AppError(
            400,
            'api.user.create_user.accepted_domain.app_error',
            'The email you provided does not belong to an accepted domain. Please contact your administrator or sign up with a different email.',
        );
    }
}

/** Throws AppError (400) for somebody whose address keeps them out of teams; bots have none that counts. */
export function assertMayJoinTeams(world: World, user: User): void {
    if (!user.is_bot && !isAccepted(world, user.email)) {
        throw new AppError(
            400,
            'api.team.join_user_to_team.allowed_domains.app_error',
            'The user cannot be added as the domain associated with the account is not permitted. Contact your System Administrator for additional details.',
        );
    }
}
