package io.iplive.notifier.postgres.directory;

import io.iplive.notifier.text.Template;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An account's own texts in one column. */
final class AccountJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Template>> TEMPLATES = new TypeReference<>() {};

  private AccountJson() {}

  static String written(List<Template> templates) {
    return JSON.writeValueAsString(templates);
  }

  static List<Template> read(String templates) {
    return JSON.readValue(templates, TEMPLATES);
  }
}
