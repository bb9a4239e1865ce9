import ts from 'typescript';
import type * as Typedoc from 'typedoc' with { 'resolution-mode': 'import' };

type Library = typeof Typedoc;

/** Shows the types of members and parameters as a reader needs them, without the helpers by which the compiler infers. */
export function simplifyTypes(context: Typedoc.Context, typedoc: Library): void {
  const { project } = context;
  const { ReflectionKind } = typedoc;
  for (const member of project.getReflectionsByKind(ReflectionKind.Property | ReflectionKind.Accessor)) {
    if (!member.isDeclaration()) continue;
    keepAlias(member, context, typedoc);
    simplify(member.getSignature ?? member, typedoc);
  }
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.isParameter()) simplify(parameter, typedoc);
  }
}

interface Typed {
  type?: Typedoc.SomeType;
}

function simplify(owner: Typed, { IntrinsicType, UnionType }: Library): void {
  const { type } = owner;
  if (type?.type === 'intersection') {
    const [first, ...others] = type.types.filter((part) => !isHelper(part));
    if (first !== undefined && others.length === 0) owner.type = first;
  }
  const [handle] = isHelper(type) ? (type.typeArguments ?? []) : [];
  if (handle !== undefined) owner.type = new UnionType([handle, new IntrinsicType('undefined')]);
}

// What a handle is follows from the props: an object, undefined, or either.
function isHelper(type: Typedoc.SomeType | undefined): type is Typedoc.ReferenceType {
  return type?.type === 'reference' && type.symbolId?.packagePath === 'lib/model/handles.ts';
}

// In a class that extends a generic one, typedoc writes out the alias that a property is declared with.
function keepAlias(member: Typedoc.DeclarationReflection, context: Typedoc.Context, typedoc: Library): void {
  const { project } = context;
  const [declaration] = context.getSymbolFromReflection(member)?.declarations ?? [];
  const declared = declaration && ts.isPropertyDeclaration(declaration) ? declaration.type : undefined;
  if (member.type?.type !== 'reflection' || declared === undefined || !ts.isTypeReferenceNode(declared)) return;
  const name = declared.typeName.getText();
  const alias = project.getReflectionsByKind(typedoc.ReflectionKind.TypeAlias).find((type) => type.name === name);
  if (alias === undefined) return;
  project.removeTypeReflections(member.type);
  member.type = typedoc.ReferenceType.createResolvedReference(name, alias, project);
}
