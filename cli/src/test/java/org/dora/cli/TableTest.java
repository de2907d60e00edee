package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TableTest {
  private final RecordedConsole console = new RecordedConsole();

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("NAME", "CPU", "NOTE");
    table.row("überwachung", "0.1%", "x");
    table.row("a", "100.0%", "");
    table.print(console.console().out());
    assertEquals(
        """
        NAME         CPU     NOTE
        überwachung  0.1%    x
        a            100.0%  \

        """,
        console.out());
  }

  @Test
  void anEmptyTableHasItsHeader() {
    new Table("UUID", "Name").print(console.console().out());
    assertEquals("UUID  Name\n", console.out());
  }

  @Test
  void quantitiesAreRoundedAsTheReleasedProgramDoes() {
    assertEquals("0.0%", Quantity.percent(0));
    assertEquals("12.4%", Quantity.percent(12.36));
    assertEquals("0.5 MB", Quantity.memory(0.46));
    assertEquals("125 MB", Quantity.memory(124.6));
    assertEquals("1.5 GB", Quantity.memory(1536));
  }
}
