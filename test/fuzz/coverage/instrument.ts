import ts from 'typescript';
import { OPEN_COUNTERS } from './counters.ts';

const COLUMN = '__branches';

/**
 * A TypeScript source as JavaScript that counts the branches it takes: function bodies, arms of if, switch, loops,
 * conditional expressions, and the right sides of && || ??. `file` names it in the counters.
 */
export function instrument(source: string, file: string): string {
  let count = 0;
  const { factory } = ts;
  const step = (): ts.Expression =>
    factory.createPostfixIncrement(
      factory.createElementAccessExpression(
        factory.createIdentifier(COLUMN),
        factory.createNumericLiteral(count++),
      ),
    );
  const counted = (expression: ts.Expression): ts.Expression =>
    factory.createParenthesizedExpression(
      factory.createBinaryExpression(step(), ts.SyntaxKind.CommaToken, expression),
    );
  const statements = (inner: readonly ts.Statement[]): ts.Statement[] => [
    factory.createExpressionStatement(step()),
    ...inner,
  ];
  const asBlock = (statement: ts.Statement): ts.Block =>
    ts.isBlock(statement) ? statement : factory.createBlock(statements([statement]), true);

  const transformer: ts.TransformerFactory<ts.SourceFile> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const seen = ts.visitEachChild(node, visit, context);
      if (ts.isBlock(seen)) return factory.updateBlock(seen, statements(seen.statements));
      if (ts.isCaseClause(seen))
        return factory.updateCaseClause(seen, seen.expression, statements(seen.statements));
      if (ts.isDefaultClause(seen)) return factory.updateDefaultClause(seen, statements(seen.statements));
      if (ts.isIfStatement(seen)) {
        const other = seen.elseStatement;
        return factory.updateIfStatement(
          seen,
          seen.expression,
          asBlock(seen.thenStatement),
          other === undefined || ts.isIfStatement(other) ? other : asBlock(other),
        );
      }
      if (ts.isForStatement(seen)) {
        const { initializer, condition, incrementor } = seen;
        return factory.updateForStatement(seen, initializer, condition, incrementor, asBlock(seen.statement));
      }
      if (ts.isWhileStatement(seen))
        return factory.updateWhileStatement(seen, seen.expression, asBlock(seen.statement));
      if (ts.isForOfStatement(seen)) {
        const { awaitModifier, initializer, expression } = seen;
        return factory.updateForOfStatement(
          seen,
          awaitModifier,
          initializer,
          expression,
          asBlock(seen.statement),
        );
      }
      if (ts.isArrowFunction(seen) && !ts.isBlock(seen.body)) {
        const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken, body } = seen;
        return factory.updateArrowFunction(
          seen,
          modifiers,
          typeParameters,
          parameters,
          type,
          equalsGreaterThanToken,
          counted(body),
        );
      }
      if (ts.isConditionalExpression(seen)) {
        const { condition, questionToken, whenTrue, colonToken, whenFalse } = seen;
        return factory.updateConditionalExpression(
          seen,
          condition,
          questionToken,
          counted(whenTrue),
          colonToken,
          counted(whenFalse),
        );
      }
      if (ts.isBinaryExpression(seen) && BRANCHING.has(seen.operatorToken.kind))
        return factory.updateBinaryExpression(seen, seen.left, seen.operatorToken, counted(seen.right));
      return seen;
    };
    return (root) => ts.visitEachChild(root, visit, context);
  };
  const { outputText } = ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    },
    transformers: { before: [transformer] },
  });
  // On the first line, so that the source map stays right for all the others; imports are hoisted anyway.
  return `const ${COLUMN} = globalThis.${OPEN_COUNTERS}(${JSON.stringify(file)}, ${count});${outputText}`;
}

const BRANCHING = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
