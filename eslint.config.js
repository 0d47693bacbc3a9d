import js from '@eslint/js';
import vitest from '@vitest/eslint-plugin';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'public/', 'tests/.out/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off', // see below: typed arrays indexed in counted loops
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // The command line speaks on the console; so do tests that print what they measured.
    files: ['src/command/**', 'models/prepare.ts', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // A test that cannot fail says nothing. What is claimed in a helper bears its name: expectTimes(…).
    files: ['tests/**/*.test.ts'],
    plugins: { vitest },
    rules: {
      'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
      'vitest/no-conditional-expect': 'error',
      'vitest/no-disabled-tests': 'error',
      'vitest/no-focused-tests': 'error',
      'vitest/no-standalone-expect': 'error',
      'vitest/valid-expect': ['error', { maxArgs: 2 }],
      'vitest/valid-expect-in-promise': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression:matches([callee.name="it"], [callee.callee.object.name="it"]) > :function > BlockStatement > IfStatement ReturnStatement',
          message: 'A test that returns early passes without its claim: skip it with skipIf, or throw.',
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
);
