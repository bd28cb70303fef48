package io.iplive.acceptance;

import io.iplive.acceptance.receiver.PhpReceiver;
import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands stories one {@link Stage} that they share, opened by the first and closed at the end. */
final class Staged implements ParameterResolver, ExecutionCondition {

  private static final Namespace STAGE = Namespace.create(Staged.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      return PhpReceiver.possible()
          ? ConditionEvaluationResult.enabled("php is here")
          : ConditionEvaluationResult.disabled(
              "There is no php on the PATH to receive callbacks: install php-cli, as .ci/run does.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ConditionEvaluationResult.disabled("interrupted");
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STAGE)
        .computeIfAbsent(Stage.class, _ -> opened(), Stage.class);
  }

  private static Stage opened() {
    try {
      return Stage.open();
    } catch (IOException e) {
      throw new AssertionError("The stage did not open", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The stage did not open", e);
    }
  }
}
