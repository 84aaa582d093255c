const POOLER = /(?:^|[/_-])(?:pgbouncer|pgcat|odyssey|pgpool(?:-?ii|2)?|supavisor)(?:[:@_-]|$)/;

/** An image that hands connections on to a database elsewhere, and keeps passwords of its own. */
export function isPooler(image: string): boolean {
    return POOLER.test(image);
}
