import React, {Component} from 'react';
import type {ReactNode} from 'react';

type Props = {readonly fallback: ReactNode; readonly children: ReactNode};

/** A bug of ours must not take the console down: it ends here, with a sentence. */
export class ErrorBoundary extends Component<Props, {readonly failed: boolean}> {
    override state = {failed: false};

    static getDerivedStateFromError(): {readonly failed: boolean} {
        return {failed: true};
    }

    override render(): ReactNode {
        return this.state.failed ? <>{this.props.fallback}</> : this.props.children;
    }
}
