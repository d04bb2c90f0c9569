import js from '@eslint/js'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers are read as well in a template as a call to String() would be.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' }
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // The two places where the process and the runner are known are listed below.
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/action/ and the entries read the environment.'
        }
      ],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }]
    }
  },
  {
    files: [
      'src/action/**',
      'src/main.ts',
      'src/post.ts',
      'src/cli.ts',
      '__tests__/**',
      'bench/**',
      'scripts/**'
    ],
    rules: { 'no-restricted-properties': 'off' }
  },
  {
    // Table-driven tests and support code narrow what they made themselves.
    files: ['__tests__/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off'
    }
  }
)
