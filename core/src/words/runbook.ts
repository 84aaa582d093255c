/** The steps of the move by hand, ICU message syntax, English: a title, and what to do and to watch. */
export const RUNBOOK_WORDS = {
    back_up: {
        title: 'Back up',
        text: 'Back up the database, the configuration and what you are about to change. Copy the file store too, unless it is already backed up.',
    },
    name_running_image: {
        title: 'Name the running image in the files',
        text: 'The files name {wanted}, but {running} runs. Until the list shows {running}, any start of Compose would change the release, or not find an image. Continue only when it does.',
    },
    raise_minimum_length: {
        title: 'Raise the minimum password length',
        text: '{known, select, true {The minimum password length is under 14} other {If the minimum password length is under 14}}: a FIPS build does not start with it. Set it to 14 while the standard image runs; it stays at 14 if you move back.',
    },
    keep_plugins: {
        title: 'Keep plugins that would vanish',
        text: 'These plugins come only with the standard image and would be gone: {names}. Installing them from the Marketplace now copies them into the file store. Skip those nobody needs.',
    },
    remove_stored_copies: {
        title: 'Remove stored copies of the FIPS plugins',
        text: 'A copy in the file store would keep the non-FIPS build of {names}. Remove it now and leave the plugin enabled: the new image installs its own. These plugins are gone until the restart; their data is kept.',
    },
    pull: {
        title: 'Pull the image',
        text: 'Pull {image} while the site is up: the outage then does not include the pull, and a failed pull changes nothing. Continue only if it finishes without an error.',
    },
    pull_on_each_node: {
        title: 'Pull the image on each node',
        text: 'Pull {image} on every node of the swarm while the site is up. Continue only if it finishes without an error.',
    },
    rotate_database_password: {
        title: 'Change the database password',
        text: '{known, select, true {The database password is too short} other {If the database password is too short}}: give the role one of at least {limitBytes} bytes, letters and digits only, and set the same password where the deployment keeps it (POSTGRES_PASSWORD in .env of the official project, the database Secret on Kubernetes). From now on the running server cannot open new connections: continue at once. Changing .env of the official project recreates the database container too; its data is kept.',
    },
    edit_file: {
        title: 'Change the name of the image',
        text: 'Change this one line, and nothing else.{pin, select, digest { Remove the digest (from @ on) and use the release as the tag: {tag}.} floating { Use the full release as the tag: {tag}.} other { The tag {tag} stays.}}',
    },
    prove_files: {
        title: 'Prove the change',
        text: 'The list has to show {image}, and every other image as before. If it does not, undo the change: nothing has happened yet.',
    },
    replace_container: {
        title: 'Replace the container',
        text: 'The outage starts here. The old container is kept under another name. Give the new one the same ports, networks, variables and restart policy.',
    },
    recreate: {
        title: 'Recreate the container',
        text: 'The outage starts here and ends when Mattermost answers, usually within seconds. Do not add --no-deps: the next plain start would recreate the container once more.',
    },
    patch_resource: {
        title: 'Change the resource',
        text: 'Set spec.image to {image}. The operator first tries the new image in a job; until the job succeeds, the site stays as it is.',
    },
    change_resource_manifest: {
        title: 'Change the manifest of the resource',
        text: 'Change this line of the resource’s spec where the tool that keeps it reads it, and let the tool apply it: it overwrites what is patched in the cluster.{pin, select, digest { The digest is another one: spec.version becomes {tag}.} other {}} The operator first tries the new image in a job; until the job succeeds, the site stays as it is.',
    },
    change_resource_patch: {
        title: 'Change the patch in the resource',
        text: '{variable} names the image and overrides spec.image: change it there.',
    },
    change_values: {
        title: 'Change the values of the Helm release',
        text: 'Change this line in the values file of the Helm release, and upgrade it with its chart as it is.{pin, select, release {} digest { The digest is another one: set {key} to {tag}.} other { Set {key} to {tag}: the full release.}} Where Flux or Argo CD applies the values, commit the line there instead.',
    },
    change_manifest: {
        title: 'Change the manifest',
        text: 'Change this line in the manifest and apply it. kubectl set image changes the workload at once; without the line in the manifest its next apply restores the old image.',
    },
    turn_into_mattermost: {
        title: 'Turn it into a Mattermost resource',
        text: 'Operator 1.12 turns a ClusterInstallation into a Mattermost resource, while the site stays up: bring the operator to that release first. Continue when the ClusterInstallation is gone and the Mattermost resource is stable; then check again and make a new plan.',
    },
    wait_for_rollout: {
        title: 'Wait for the rollout',
        text: 'Wait until the command reports success: every pod is replaced and ready. If it does not, look at the newest pod with kubectl describe.',
    },
    wait_for_pods: {
        title: 'Wait for the pods',
        text: 'Wait until every new pod shows all its containers READY (1/1) and the old ones are gone. Running alone is not enough. If the job does not complete, the log of its pod shows the cause.',
    },
    verify: {
        title: 'Verify',
        text: 'The image has to be {image}, and the server has to report IsFipsEnabled "{direction, select, to_fips {true} other {false}}" (from 11.3 on).',
    },
    read_log: {
        title: 'Read the log',
        text: 'Look for "invalid config", "panic", "hmac" and "Skipping local installation".',
    },
    try_out: {
        title: 'Try it out',
        text: 'Sign in with a password, send a message, upload a file, search. In Plugin Management, Boards, Playbooks and Agents have to be running. Do not update these three from the Marketplace: that replaces the FIPS build.',
    },
    each_host: {
        title: 'The other nodes',
        text: 'The cluster has {nodes, plural, one {# node} other {# nodes}}: do the same on every host, one after the other. It must not stay half standard and half FIPS.',
    },
    roll_back: {
        title: 'To roll back',
        text: 'If it does not work, make the same change in the other direction. The minimum password length and a new database password stay; no data is changed.',
    },
} as const satisfies Record<string, {readonly title: string; readonly text: string}>;

/** The same by id: `runbook.<code>.title`, `runbook.<code>.text`. */
export const RUNBOOK_SENTENCES: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(RUNBOOK_WORDS).flatMap(([code, {title, text}]) => [
        [`runbook.${code}.title`, title],
        [`runbook.${code}.text`, text],
    ]),
);
