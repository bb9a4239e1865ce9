import type ts from 'typescript';
import type { Declarations } from './program';
import { modelProps } from './properties';
import { docsOf, type Docs } from './tags';

/** What an engine takes in another way than the model. */
export interface EngineProps {
  readonly title: string;
  readonly own: readonly EngineProperty[];
  /** Properties of the model that it does not take. */
  readonly leftOut: readonly string[];
}

export interface EngineProperty {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly docs: Docs;
}

const cdk8s = { engine: 'cdk8s', file: 'lib/cdk8s/props.ts', placed: 'string' };
const model = { engine: 'Without an engine', file: 'lib/model/props.ts', placed: 'string' };
const pulumi = { engine: 'Pulumi', file: 'lib/pulumi/args.ts', placed: 'Input<string>' };

const engines = [
  { ...cdk8s, call: 'BeamCluster', name: 'BeamClusterProps', target: 'cluster' },
  { ...cdk8s, call: 'BeamCluster.attach', name: 'AttachProps', target: 'attachment' },
  { ...pulumi, call: 'BeamCluster', name: 'BeamClusterArgs', target: 'cluster' },
  { ...pulumi, call: 'BeamCluster.attach', name: 'WorkloadAttachmentArgs', target: 'attachment' },
  { ...model, call: 'modelAttachment', name: 'WorkloadAttachmentProps', target: 'attachment' },
] as const;

/** Every call of the engines that takes other properties than the model. */
export function enginePropsOf({ checker, typeOf }: Declarations): readonly EngineProps[] {
  return engines
    .map(({ engine, call, file, placed, name, target }) => {
      const modelled = checker.getPropertiesOfType(typeOf('lib/model/props.ts', modelProps[target]));
      const taken = checker.getPropertiesOfType(typeOf(file, name));
      const known = new Set(modelled.map(declarationOf));
      const names = new Set(taken.map((symbol) => symbol.name));
      const own = taken.filter((symbol) => !known.has(declarationOf(symbol)));
      const leftOut = modelled.map((symbol) => symbol.name).filter((name) => !names.has(name));
      return {
        title: `${engine}: \`${call}\``,
        own: own.map((symbol) => toProperty(symbol, placed, checker)),
        leftOut,
      };
    })
    .filter(({ own, leftOut }) => own.length + leftOut.length > 0);
}

function declarationOf(symbol: ts.Symbol): ts.PropertySignature {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) throw new Error(`${symbol.name} is not declared.`);
  return declaration as ts.PropertySignature;
}

function toProperty(symbol: ts.Symbol, placed: string, checker: ts.TypeChecker): EngineProperty {
  const { type, questionToken } = declarationOf(symbol);
  return {
    name: symbol.name,
    type: (type?.getText() ?? 'unknown').replace(/\s+/g, ' ').replace(/\bV\b/g, placed),
    isRequired: questionToken === undefined,
    docs: docsOf(symbol, checker),
  };
}
