import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { picturesOf, stampOf, type Picture } from './pictures';

/* Draws the Mermaid diagrams of the documentation as SVG files: npm run pictures. Needs Debian's chromium. */

const root = join(__dirname, '../..');
const folder = join(root, '.cache/pictures');
// Not a dependency: 150 MB for a handful of pictures that seldom change.
const library = join(folder, 'node_modules/mermaid/dist/mermaid.min.js');

const settings = {
  theme: 'base',
  themeCSS: '.edgeLabel rect { opacity: 1 }',
  // Every viewer of SVG shows text, but not every viewer shows embedded HTML.
  htmlLabels: false,
  flowchart: { htmlLabels: false, curve: 'basis', padding: 10, nodeSpacing: 28, rankSpacing: 44 },
  sequence: { actorMargin: 40, mirrorActors: false, width: 150, height: 40, messageFontSize: 14, noteFontSize: 14 },
  themeVariables: {
    fontFamily: "-apple-system, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif",
    fontSize: '14px',
    background: '#ffffff',
    primaryColor: '#eaf0fd',
    primaryBorderColor: '#326ce5',
    primaryTextColor: '#1f2430',
    lineColor: '#5b6472',
    clusterBkg: '#fafbfd',
    clusterBorder: '#c3cbd6',
    edgeLabelBackground: '#ffffff',
    noteBkgColor: '#f3eefa',
    noteBorderColor: '#6e4a9e',
    actorBkg: '#eaf0fd',
    actorBorder: '#326ce5',
  },
};

function draw({ source }: Picture): string {
  const page = join(folder, 'page.html');
  const program = `
    mermaid.initialize(${JSON.stringify({ startOnLoad: false, deterministicIds: true, ...settings })});
    mermaid.render('picture', ${JSON.stringify(source)}).then(({ svg }) => {
      const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
      document.body.textContent = '<svg-text>' + new XMLSerializer().serializeToString(drawn) + '</svg-text>';
    });`;
  writeFileSync(
    page,
    `<meta charset="utf-8"><body></body><script src="${library}"></script><script>${program}</script>`,
  );
  const browser = ['--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'];
  const html = execFileSync('chromium', [...browser, '--virtual-time-budget=20000', '--dump-dom', `file://${page}`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [, escaped] = /&lt;svg-text&gt;([^]*)&lt;\/svg-text&gt;/.exec(html) ?? [];
  if (escaped === undefined) throw new Error(`Mermaid could not draw:\n${source}`);
  return finish(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

/** Gives the picture a size and a background of its own, and shortens its numbers. */
function finish(svg: string): string {
  const [, width = '100%', height = '100%'] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  return svg
    .replace('width="100%"', `width="${width}" height="${height}"`)
    .replace('style="', 'style="background: #fff; ')
    .replace(/-?\d+\.\d{3,}(e-\d+)?/g, (number) => String(Number(Number(number).toFixed(2))));
}

mkdirSync(folder, { recursive: true });
if (!existsSync(library)) {
  const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', 'mermaid@11.17.2'];
  execFileSync('npm', install, { stdio: 'inherit' });
}
for (const picture of picturesOf(root)) {
  const file = join(root, picture.file);
  if (existsSync(file) && readFileSync(file, 'utf8').includes(stampOf(picture))) continue;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${stampOf(picture)}\n${draw(picture)}\n`);
  console.log(`drew ${picture.file}`);
}
