import { Component, type ReactNode } from 'react';

/** Keeps a fault of what it holds to itself: the rest of the page stays. */
export class Boundary extends Component<{ instead(again: () => void): ReactNode; children: ReactNode }, { isFailed: boolean }> {
  override state = { isFailed: false };

  static getDerivedStateFromError() {
    return { isFailed: true };
  }

  override render() {
    return this.state.isFailed ? this.props.instead(() => this.setState({ isFailed: false })) : this.props.children;
  }
}
