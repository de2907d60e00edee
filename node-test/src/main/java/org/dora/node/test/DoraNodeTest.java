package org.dora.node.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods a {@link TestNode} for their parameter of that type, each its own, and closes
 * it afterwards.
 *
 * {@snippet :
 * @DoraNodeTest
 * class DetectorTest {
 *   @Test
 *   void detectsABall(TestNode test) {
 *     test.input("image", ball).stop();
 *     test.run(Detector::main);
 *     assertEquals(4, test.output("boxes").only().floats().length);
 *   }
 * }
 * }
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(TestNodeExtension.class)
public @interface DoraNodeTest {}
