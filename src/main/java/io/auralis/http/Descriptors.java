package io.auralis.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The file descriptors of this process; each connection takes one. */
interface Descriptors {

  /** How many are open; counting takes the longer, the more there are. */
  long open();

  /** How many there may be; {@link Long#MAX_VALUE} where nothing tells. */
  long max();

  /** What the operating system says. */
  static Descriptors ofProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Descriptors() {

          @Override
          public long open() {
            return unix.getOpenFileDescriptorCount();
          }

          @Override
          public long max() {
            return unix.getMaxFileDescriptorCount();
          }
        }
        : new Descriptors() {

          @Override
          public long open() {
            return 0;
          }

          @Override
          public long max() {
            return Long.MAX_VALUE;
          }
        };
  }
}
