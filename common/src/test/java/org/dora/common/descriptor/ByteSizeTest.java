package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "10 B, 10",
    "2KB, 2048",
    "1.5 kb, 1536",
    "50MB, 52428800",
    "2g, 2147483648",
    "0.5 GB, 536870912",
    "1m, 1048576"
  })
  void unitsArePowersOf1024InAnyCase(String text, long bytes) {
    assertEquals(bytes, ByteSize.parse(text).bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "1TB, unknown byte size unit: `TB`",
    "-1, byte size cannot be negative",
    "MB, invalid byte size: `MB`",
    "1.2.3MB, invalid byte size: `1.2.3MB`",
    "99999999999 GB, byte size `99999999999 GB` is too large"
  })
  void whatIsNoSizeIsRefused(String text, String message) {
    var e = assertThrows(ByteSize.InvalidByteSizeException.class, () -> ByteSize.parse(text));

    assertEquals(message, e.getMessage());
  }
}
