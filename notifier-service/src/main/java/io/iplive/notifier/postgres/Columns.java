package io.iplive.notifier.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows on their way into one statement, as an array a column. */
public final class Columns {

  private final Map<String, Class<?>> types = new LinkedHashMap<>();
  private final Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();

  /** One more column. */
  public Columns with(String name, Class<?> type) {
    types.put(name, type);
    values.put(name, new ArrayList<>());
    return this;
  }

  /** Adds a row: a value for each column, in their order. */
  public Columns add(@Nullable Object... row) {
    int i = 0;
    for (List<@Nullable Object> column : values.values()) {
      column.add(row[i++]);
    }
    return this;
  }

  /** Binds the arrays by the columns' names. */
  public <T extends SqlStatement<T>> T bind(T statement) {
    types.forEach((name, type) -> statement.bindArray(name, type, values.get(name)));
    return statement;
  }
}
