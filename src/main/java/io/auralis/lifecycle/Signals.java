package io.auralis.lifecycle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Has a signal do something else than end the JVM.
 *
 * <p>The JDK's only door to signals is {@code sun.misc.Signal} of the module {@code
 * jdk.unsupported}. The compiler warns of each mention of it and cannot be told not to, so it is
 * called by reflection.
 */
final class Signals {

  private Signals() {}

  /**
   * Has the JVM call {@code action} for each signal of a name, on a thread of its own.
   *
   * @param name without {@code SIG}
   * @return false where the system has no such signal, or the JVM leaves it to the system ({@code
   *     -Xrs}); nothing has changed then
   */
  static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> called(self, method, arguments, action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (InvocationTargetException e) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This JVM does not let signals be handled", e);
    }
  }

  private static Object called(Object self, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "signal handler";
    };
  }
}
