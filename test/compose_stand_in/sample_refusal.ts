/** What the stand-in says where the real Compose would have done something. */
export class SampleRefusal extends Error {
    constructor(problem: string) {
        super(
            `This is the demo's stand-in for Docker Compose: it knows only the sample project it was made for. ${problem} ` +
                'Nothing was changed. For any other project, name the real program: COMPOSE_BINARY=/path/to/docker-compose',
        );
        this.name = 'SampleRefusal';
    }
}
