import { App, Chart, YamlOutputType } from 'cdk8s';
import { timed } from './measure/stopwatch';

/** Writes one cluster into a chart. */
export type Write = (chart: Chart, name: string) => void;

/** Milliseconds from nothing to the text of the manifests of so many clusters, in one app with a chart for each. */
export function timeSynth(write: Write, clusters: number): number {
  return timed(() => {
    const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_CHART });
    for (let index = 0; index < clusters; index++) {
      write(new Chart(app, `chart-${index}`), `rsolv-api-${index}`);
    }
    app.synthYaml();
  });
}
