import type { FlatTable } from './flatbuffer';
import type { TfliteOperator } from './tflite-reader';

/** An operator's options by field id. Throws where it has none. */
export function optionsOf({ options, table }: TfliteOperator): FlatTable {
  if (options === null) throw table.error('its options are missing');
  return options.at(table.place);
}

/** `enum Padding : byte { SAME, VALID }` at a field of the options. */
export function paddingOf(operator: TfliteOperator, field: number): 'SAME' | 'VALID' {
  const options = optionsOf(operator);
  const padding = (['SAME', 'VALID'] as const)[options.i8(field)];
  if (padding === undefined) throw options.error(`padding ${options.i8(field)} is not supported`);
  return padding;
}

/** `enum ActivationFunctionType : byte { NONE, RELU, RELU_N1_TO_1, RELU6, TANH, SIGN_BIT }` at a field of the options. */
export function activationOf(operator: TfliteOperator, field: number): 'Relu' | 'Relu6' | null {
  // An operator without options has the schema's default: none.
  const code = operator.options?.i8(field) ?? 0;
  if (code === 0) return null;
  if (code === 1) return 'Relu';
  if (code === 3) return 'Relu6';
  throw operator.table.error(`the fused activation ${code} is not supported`);
}
