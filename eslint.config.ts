import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** `process.platform` is read in one file per process; everything else asks that file. */
const PLATFORM_FILES = [
  'src/main/platform.ts',
  'src/helper/platform/index.ts',
  'src/core/platform.ts',
  'src/cli/platform.ts',
];

/** Raw IPC is for the two files that bind the schema; everything else goes through it. */
const RAW_IPC_FILES = ['src/main/ipc-router.ts', 'src/preload/index.ts'];

const rawIpc = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'Add a call to src/shared/ipc/schema.ts instead.',
};

const byName = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

const TEXT_MESSAGE = 'Put what people read into src/shared/texts.';
/** A word of a sentence, or several; the name of the app is the same in every language. */
const WORDS = '/^(?!\\s*Gangway\\s*$)[^]*(^|\\s)([A-Z][a-z]+|[a-z]+ [a-z]+)/';
const TEXT_PROPS =
  '/^(aria-label|alt|attention|confirm|dismiss|hint|label|more|placeholder|summary|text|title)$/';
const CHOICE = ':matches(ConditionalExpression, LogicalExpression)';

/** Text in the page that is not from the catalogue, as a child or as an attribute. */
const pageTexts = [
  `JSXText[value=${WORDS}]`,
  `JSXAttribute[name.name=${TEXT_PROPS}] > Literal[value=${WORDS}]`,
  ...[
    ':matches(JSXElement, JSXFragment) > JSXExpressionContainer',
    `JSXAttribute[name.name=${TEXT_PROPS}] > JSXExpressionContainer`,
  ].flatMap((place) =>
    [place, `${place} > ${CHOICE}`].flatMap((inside) => [
      `${inside} > Literal[value=${WORDS}]`,
      `${inside} > TemplateLiteral > TemplateElement[value.raw=${WORDS}]`,
    ]),
  ),
].map((selector) => ({ selector, message: TEXT_MESSAGE }));

/** Text of menus, dialogs and notifications that is not from the catalogue. */
const shellTexts = ['Literal[value', 'TemplateLiteral > TemplateElement[value.raw'].map((kind) => ({
  selector: `Property[key.name=/^(body|buttonLabel|label|title|toolTip)$/] > ${kind}=${WORDS}]`,
  message: TEXT_MESSAGE,
}));

export default defineConfig(
  globalIgnores(['dist', 'out', '.cache', 'node_modules', '**/*.cjs', '**/*.mjs', '**/*.js']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Tests and event listeners pass arrow functions for their side effect all the time.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Index access is checked by the compiler (noPropertyAccessFromIndexSignature).
      '@typescript-eslint/dot-notation': 'off',
      'no-restricted-imports': ['error', { paths: [rawIpc] }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'platform', message: 'Ask the process’s platform file.' },
      ],
      'no-restricted-syntax': ['error', byName],
      // `invoke<void>()` in the schema is a type argument of a call.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Playwright's fixtures take an object pattern, also an empty one.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      eqeqeq: 'error',
    },
  },
  { files: PLATFORM_FILES, rules: { 'no-restricted-properties': 'off' } },
  { files: RAW_IPC_FILES, rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.ts', '**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/renderer/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', byName, ...pageTexts] },
  },
  {
    files: ['src/main/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', byName, ...shellTexts] },
  },
  { files: ['src/renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
);
