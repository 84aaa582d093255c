/** For core's redactor, which has no encoder of its own. */
export function encodeBase64(text: string): string {
    return Buffer.from(text, 'utf8').toString('base64');
}
