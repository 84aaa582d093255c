/** An answer of the engine that is no success: the HTTP status and the `message` of its JSON body. */
export class EngineRefusal extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = 'EngineRefusal';
        this.status = status;
    }
}
