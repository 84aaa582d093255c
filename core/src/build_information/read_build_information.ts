import {readBlob, parseWords, MAX_TEXT_BYTES} from './build_info_blob.ts';
import type {BlobPointers, BlobStrings} from './build_info_blob.ts';
import {readBuildInfoSection} from './build_info_section.ts';
import {holdsBlob, searchBlob, searchRange} from './blob_search.ts';
import type {SearchRange} from './blob_search.ts';
import type {ByteRange, Reading} from './byte_range.ts';
import type {BuildInformation, UnreadableReason} from './build_information.ts';
import {readElfImage} from './elf_image.ts';
import type {ElfImage} from './elf_image.ts';
import {dataSegments, rangeFrom} from './elf_program.ts';
import {parseModuleText} from './module_text.ts';
import {utf8Text} from './utf8_text.ts';

/** What an executable tells. `next_pass`: the stream is beyond bytes that are needed; read it again with `resume`. */
export type BuildInformationAnswer =
    | {readonly code: 'found'; readonly information: BuildInformation}
    | {readonly code: 'unreadable'; readonly reason: UnreadableReason}
    | {readonly code: 'next_pass'; readonly resume: () => Reading<BuildInformationAnswer>};

type Executable = {
    readonly sizeBytes: number;
    /** `forward`: a stream that cannot go back, as of a tar archive. */
    readonly access: 'random' | 'forward';
};

type Blob = BlobPointers | BlobStrings | UnreadableReason | 'passed';
type Candidate = {readonly address: number; readonly blob: Blob};

/** More blobs than this in one executable are not looked at: the linker writes one. */
const MAX_CANDIDATES = 8;
const SENTINEL_BYTES = 16;

/**
 * Go's build information of an ELF executable, as `go version -m` prints it (Go source: debug/buildinfo). Where it
 * answers `found`, it agrees with Go; where anything is unsure, it answers `unreadable`. No bytes make it throw.
 */
export function* readBuildInformation({sizeBytes, access}: Executable): Reading<BuildInformationAnswer> {
    const image = yield* readElfImage(sizeBytes);
    if (typeof image === 'string') {
        return unreadable(image);
    }
    return yield* access === 'random' ? readBySection(image, []) : readForward(image);
}

/** Sections first: they name the place. `found` holds the blobs a forward pass has seen on its way. */
function* readBySection(image: ElfImage, found: readonly Candidate[]): Reading<BuildInformationAnswer> {
    const section = yield* readBuildInfoSection(image);
    if (section === 'passed') {
        return {code: 'next_pass', resume: () => readBySection(image, found)};
    }
    if (typeof section === 'string' && section !== 'absent') {
        return unreadable(section);
    }
    const range = searchRange(image, section);
    if (!range || !isPlain(image, range)) {
        return unreadable(range ? 'unusual_layout' : none(image));
    }
    const candidate = found.find(({address}) => holdsBlob(range, address));
    return yield* candidate ? readCandidate(image, candidate) : readRange(image, range);
}

/** The linker puts the blob into a data segment; the section table, which tells whether it is the right one, comes last. */
function* readForward(image: ElfImage): Reading<BuildInformationAnswer> {
    const found: Candidate[] = [];
    const segments = [...dataSegments(image.programs)].sort((one, other) => one.offset - other.offset);
    for (const segment of segments) {
        const range = {low: segment.address, high: segment.address + segment.fileBytes};
        if (!isPlain(image, range)) {
            return unreadable('unusual_layout');
        }
        for (let from = range.low; from < range.high;) {
            const address = yield* searchBlob(image, range, from);
            if (typeof address === 'string') {
                return unreadable(address === 'passed' ? 'unusual_layout' : address);
            }
            if (address === undefined) {
                break;
            }
            if (found.length === MAX_CANDIDATES) {
                return unreadable('unusual_layout');
            }
            found.push({address, blob: yield* readBlob(image.programs, address)});
            from = address + SENTINEL_BYTES;
        }
    }
    return yield* readBySection(image, found);
}

function* readRange(image: ElfImage, range: SearchRange): Reading<BuildInformationAnswer> {
    const address = yield* searchBlob(image, range, range.low);
    if (address === 'passed') {
        return {code: 'next_pass', resume: () => readRange(image, range)};
    }
    if (typeof address !== 'number' || !holdsBlob(range, address)) {
        return unreadable(typeof address === 'string' ? address : none(image));
    }
    return yield* readCandidate(image, {address, blob: yield* readBlob(image.programs, address)});
}

function* readCandidate(image: ElfImage, {address, blob}: Candidate): Reading<BuildInformationAnswer> {
    if (blob === 'passed') {
        const {programs} = image;
        return {
            code: 'next_pass',
            resume: function* () {
                return yield* readCandidate(image, {address, blob: yield* readBlob(programs, address)});
            },
        };
    }
    if (typeof blob === 'string') {
        return unreadable(blob === 'no_build_information' ? none(image) : blob);
    }
    return blob.kind === 'strings' ? finish(image, blob.version, blob.modules) : yield* followPointers(image, blob);
}

/** Before Go 1.18 the blob led to two string headers (address, length), and they to the texts. */
function* followPointers(image: ElfImage, pointers: BlobPointers): Reading<BuildInformationAnswer> {
    const {wide, littleEndian} = pointers;
    const headerBytes = wide ? 16 : 8;
    const ranges = [pointers.version, pointers.modules].map((address) => rangeOf(image, address, headerBytes));
    const answers = yield* readBoth(ranges);
    if (answers === 'passed') {
        return {code: 'next_pass', resume: () => followPointers(image, pointers)};
    }
    if (typeof answers === 'string') {
        return unreadable(answers);
    }
    const [version, modules] = answers.map((bytes) => parseWords(bytes, wide, littleEndian));
    return yield* readTexts(image, [textRange(image, version ?? [0, 0]), textRange(image, modules ?? [0, 0])]);
}

function* readTexts(image: ElfImage, ranges: readonly (ByteRange | undefined)[]): Reading<BuildInformationAnswer> {
    const answers = yield* readBoth(ranges);
    if (answers === 'passed') {
        return {code: 'next_pass', resume: () => readTexts(image, ranges)};
    }
    if (typeof answers === 'string') {
        return unreadable(answers);
    }
    const [version, modules] = answers;
    return version && modules ? finish(image, version, modules) : unreadable('damaged');
}

/** Both ranges in one request, so that a stream can answer them in the order in which they are in the file. */
function* readBoth(
    ranges: readonly (ByteRange | undefined)[],
): Reading<readonly Uint8Array[] | UnreadableReason | 'passed'> {
    const wanted = ranges.filter((range) => range !== undefined);
    if (wanted.length < ranges.length) {
        return 'damaged';
    }
    const answers = yield wanted;
    if (answers.includes('passed')) {
        return 'passed';
    }
    const bytes = answers.filter((answer) => answer !== 'passed');
    const whole = bytes.length === wanted.length && bytes.every((one, at) => one.length >= (wanted[at]?.length ?? 0));
    return whole ? bytes : 'truncated';
}

function rangeOf(image: ElfImage, address: number, length: number): ByteRange | undefined {
    const range = rangeFrom(image.programs, address);
    return range && range.length >= length ? {offset: range.offset, length} : undefined;
}

/** An empty Go string leads nowhere. */
function textRange(image: ElfImage, [address, length]: readonly [number, number]): ByteRange | undefined {
    if (length === 0) {
        return {offset: 0, length: 0};
    }
    return length > MAX_TEXT_BYTES ? undefined : rangeOf(image, address, length);
}

/** The module text stands between two marks of 16 bytes; the last byte before the second is a line's end. */
function finish({header, programs}: ElfImage, version: Uint8Array, modules: Uint8Array): BuildInformationAnswer {
    const framed = modules.length > 2 * SENTINEL_BYTES && modules[modules.length - SENTINEL_BYTES - 1] === 0x0a;
    const text = utf8Text(framed ? modules.subarray(SENTINEL_BYTES, -SENTINEL_BYTES) : new Uint8Array());
    const goVersion = utf8Text(version);
    const read = text === undefined ? undefined : parseModuleText(text);
    if (!read || goVersion === undefined || goVersion === '') {
        return unreadable(goVersion === '' ? 'no_build_information' : 'damaged');
    }
    const dynamicallyLinked = programs.some(({kind}) => kind === 'interpreter');
    return {
        code: 'found',
        information: {goVersion, ...read, architecture: header.architecture, dynamicallyLinked},
    };
}

/** True where the addresses lie in the file as one piece, in the first segment that claims them. */
function isPlain({programs}: ElfImage, {low, high}: SearchRange): boolean {
    const range = rangeFrom(programs, low);
    return high <= low || (Number.isSafeInteger(high) && range !== undefined && low + range.length >= high);
}

function none({packed}: ElfImage): UnreadableReason {
    return packed ? 'packed' : 'no_build_information';
}

function unreadable(reason: UnreadableReason): BuildInformationAnswer {
    return {code: 'unreadable', reason};
}
