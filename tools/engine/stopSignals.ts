const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Cleans up when the user stops this process; the result ends the watch. After the clean-up the process ends as it would have
 * without us, unless somebody else handles the signal.
 */
export function whenStopped(clean: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    clean();
    unwatch();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const unwatch = (): void => SIGNALS.forEach((signal) => process.off(signal, onSignal));
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return unwatch;
}
