import { parseAllDocuments } from 'yaml';
import { render } from '../../../examples/plain/manifests';

test('the plain example prints what it printed', () => {
  const documents: unknown[] = parseAllDocuments(render()).map((document) => document.toJS() as unknown);
  expect(documents).toMatchSnapshot();
});
