/** An archive breaks off or is not well-formed. Thrown while it is read, and caught where it was opened. */
export class ArchiveFlaw extends Error {
    override readonly name = 'ArchiveFlaw';
}
