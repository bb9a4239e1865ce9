/** The part of JSON Schema (draft 2020-12) that the shapes of the props need. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  /** Where it is there, the Kubernetes documentation describes the inside, and the reference ends here. */
  readonly $comment?: 'documented by Kubernetes';
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly const?: false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}
