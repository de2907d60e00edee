package org.dora.node.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes a {@link TestNode} for each test that asks for one; JUnit closes it with the test. */
final class TestNodeExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TestNodeExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestNode.class;
  }

  @Override
  public TestNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestNode.class, _ -> new TestNode(), TestNode.class);
  }
}
