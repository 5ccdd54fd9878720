import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Layers, lowest first. A folder may import itself and what stands before it. */
const ENGINE = ['file', 'memory', 'format', 'kernel', 'shape', 'tasks', 'session'];

/** Forbids relative imports whose path passes through one of `folders`. */
const forbid = (files, folders, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^\\.{1,2}/(.*/)?(${folders.join('|')})(/|$)`, message }] },
    ],
  },
});

export const layers = [
  forbid(['src/shared/**'], ['main', 'renderer', 'engine'], 'src/shared imports nothing of ours.'),
  forbid(['src/renderer/**'], ['main', 'engine'], 'The renderer knows src/shared alone.'),
  ...ENGINE.map((folder, at) =>
    forbid(
      [`src/main/engine/${folder}/**`],
      [...ENGINE.slice(at + 1), 'desktop', 'browser', 'cli', 'renderer'],
      `engine/${folder} imports only what comes before it: ${ENGINE.slice(0, at).join(', ') || 'nothing'}.`,
    ),
  ),
  forbid(
    ['src/main/cli/**'],
    ['desktop', 'browser', 'renderer'],
    'The CLI stands on the engine and src/shared.',
  ),
  forbid(
    ['src/main/browser/**'],
    ['desktop', 'cli', 'renderer'],
    'Browser mode stands on the engine and src/shared.',
  ),
  forbid(
    ['src/main/desktop/**'],
    ['browser', 'cli', 'renderer'],
    'The shell stands on the engine and src/shared.',
  ),
];

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'native/build/**', 'corpus-work/**', 'test-results/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.shared.json', './tsconfig.node.json', './tsconfig.web.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-for-of': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // What the user reads comes from the catalogue: src/shared/i18n.
    files: ['src/renderer/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'JSXText[value=/\\p{L}{2}/u]', message: 'Words belong into the catalogue: use t().' },
        {
          selector:
            'JSXAttribute[name.name=/^(aria-label|aria-description|title|placeholder|alt|label)$/] > :matches(Literal, JSXExpressionContainer > TemplateLiteral)',
          message: 'Words belong into the catalogue: use t().',
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...layers,
);
