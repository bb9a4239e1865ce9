import { App, Chart } from 'cdk8s';
import { cpuTime } from './measure/stopwatch';

/** Writes one cluster into a chart. */
export type Write = (chart: Chart, name: string) => void;

/**
 * Milliseconds from nothing to the text of the manifests of so many clusters, in one chart: cdk8s goes through the whole
 * app anew for each chart, so that many charts measure little else.
 */
function timeSynth(write: Write, clusters: number): number {
  return cpuTime(() => {
    const app = new App();
    const chart = new Chart(app, 'clusters');
    for (let index = 0; index < clusters; index++) write(chart, `rsolv-api-${index}`);
    app.synthYaml();
  });
}

// One synth takes a few milliseconds, in which a single garbage collection shows.
const atLeast = 10;

/** Measures the synth of so many clusters, in milliseconds for each. */
export function perCluster(write: Write, clusters: number): () => number {
  const synths = Math.ceil(atLeast / clusters);
  return () => {
    let total = 0;
    for (let synth = 0; synth < synths; synth++) total += timeSynth(write, clusters);
    return total / (synths * clusters);
  };
}
