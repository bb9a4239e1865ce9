import type * as Typedoc from 'typedoc' with { 'resolution-mode': 'import' };
import { simplifyTypes } from './api-types';
import { defaultWithReason } from './markdown';
import { readDefault } from './tags';

type Declaration = Typedoc.DeclarationReflection;

const groups: readonly (readonly [file: RegExp, group: string])[] = [
  [/\/lib\/model\/(features\/|props\.ts)/, 'Props'],
  [/\/lib\/model\/kubernetes\//, 'Kubernetes API'],
];

/** Leaves out what a reader cannot follow or finds elsewhere, and puts the many types of the model into groups. */
export function arrange({ converter }: Typedoc.Application, typedoc: typeof Typedoc): void {
  const { Converter, ReflectionKind } = typedoc;
  converter.on(Converter.EVENT_RESOLVE_BEGIN, (context: Typedoc.Context) => {
    const { project } = context;
    simplifyTypes(context, typedoc);
    for (const type of project.getReflectionsByKind(ReflectionKind.ClassOrInterface)) {
      if (!type.isDeclaration()) continue;
      if (type.kind === ReflectionKind.Interface) removeInherited(type, project);
      forgetHiddenBases(type);
    }
    for (const type of project.getReflectionsByKind(ReflectionKind.SomeType)) {
      const [declaration] = context.getSymbolFromReflection(type)?.declarations ?? [];
      const file = declaration?.getSourceFile().fileName ?? '';
      const [, group] = groups.find(([files]) => files.test(file)) ?? [];
      if (group === undefined) continue;
      type.comment ??= new typedoc.Comment();
      type.comment.blockTags.push(new typedoc.CommentTag('@group', [{ kind: 'text', text: group }]));
    }
  });
}

/** Writes every default as the reference has it. */
export function formatDefaults({ reflections }: Typedoc.ProjectReflection): void {
  const tags = Object.values(reflections).flatMap(({ comment }) => comment?.blockTags ?? []);
  for (const tag of tags.filter(({ tag }) => tag === '@default')) {
    const text = tag.content.map((part) => part.text).join('');
    tag.content = [{ kind: 'text', text: defaultWithReason(readDefault(text.replace(/\s+/g, ' ').trim())) }];
  }
}

// The interface that declares a property has it, and the reference.
function removeInherited({ children = [] }: Declaration, project: Typedoc.ProjectReflection): void {
  for (const child of children.filter(({ inheritedFrom }) => inheritedFrom !== undefined))
    project.removeReflection(child);
}

// No door has them.
function forgetHiddenBases(type: Declaration): void {
  const isHidden = (base: Typedoc.SomeType) =>
    base.type === 'reference' && base.reflection === undefined && base.package === 'beam-cluster';
  const bases = type.extendedTypes?.filter((base) => !isHidden(base)) ?? [];
  if (bases.length > 0) type.extendedTypes = bases;
  else delete type.extendedTypes;
  for (const member of type.children ?? []) {
    for (const each of [member, ...member.getAllSignatures()]) {
      delete each.inheritedFrom;
      delete each.overwrites;
    }
  }
}
