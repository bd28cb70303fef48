package io.iplive.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A dump as mysqldump writes it, to lines of an import. */
class IpliveTablesTest {

  private static final String DUMP =
      """
      -- MySQL dump 10.13; it's a comment with a quote
      /*!40101 SET NAMES utf8 */;
      DROP TABLE IF EXISTS `groups`;
      CREATE TABLE `groups` (
        `id` int(11) NOT NULL AUTO_INCREMENT,
        `app_name` varchar(64) NOT NULL DEFAULT '',
        `group_id` int(11) NOT NULL,
        `path` varchar(255) DEFAULT '/',
        `cookies` text,
        `interval` int(11) DEFAULT '60',
        `status` tinyint(1) DEFAULT '1',
        PRIMARY KEY (`id`),
        UNIQUE KEY `app_group` (`app_name`,`group_id`)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8;
      LOCK TABLES `groups` WRITE;
      INSERT INTO `groups` VALUES (1,'shop',7,'/a?b=(1,2);','it''s \\'x\\'',60,1),\
      (2,'shop',8,NULL,NULL,NULL,0),(3,'shop',9,NULL,NULL,NULL,1),(4,'mail',7,NULL,_utf8mb4'_session=1',30,1);
      UNLOCK TABLES;
      CREATE TABLE `other` (`id` int);
      INSERT INTO `other` VALUES (1),(2);
      CREATE TABLE `records` (
        `id` int(11), `app_name` varchar(64), `group_id` int, `record_id` int, `ip` varchar(64)
      );
      INSERT INTO `records` (`id`,`app_name`,`group_id`,`record_id`,`ip`) VALUES
        (1,'shop',7,5,'9.9.9.9'),(2,'shop',7,6,'2606:4700::1'),(3,'shop',8,5,'9.9.9.9');
      INSERT INTO `records` VALUES (4,'mail',7,1,'8.8.8.8');
      """;

  @Test
  void groupsAndTheirRecordsBecomeLines() throws IOException {
    IpliveTables tables = new IpliveTables();
    SqlDump.read(new StringReader(DUMP), IpliveTables.NAMES, tables);
    List<IpliveTables.Line> lines = tables.lines();
    assertThat(lines.stream().map(IpliveTables.Line::what))
        .containsExactly(
            "group 7 of shop", "group 8 of shop", "group 9 of shop", "group 7 of mail");
    assertThat(lines.getFirst().json())
        .isEqualTo(
            """
            {"app_name":"shop","group_id":"7","record_ids":"5:6","ips":"9.9.9.9:[2606:4700::1]",\
            "path":"/a?b=(1,2);","cookies":"it's 'x'","interval":"60"}\
            """);
    assertThat(lines.get(1).skipped()).isEqualTo("it is stopped");
    assertThat(lines.get(2).skipped()).isEqualTo("it has no records");
    assertThat(lines.get(3).json())
        .contains("\"app_name\":\"mail\"", "\"ips\":\"8.8.8.8\"", "\"cookies\":\"_session=1\"");
  }

  @Test
  void recordsWithoutAnAppBelongToTheOnlyGroupOfThatId() {
    IpliveTables tables = new IpliveTables();
    tables.row("groups", Map.of("app_name", "shop", "group_id", "7"));
    tables.row("records", Map.of("group_id", "7", "record_id", "5", "ip", "9.9.9.9"));
    assertThat(tables.lines().getFirst().usable()).isTrue();
    tables.row("groups", Map.of("app_name", "mail", "group_id", "7"));
    assertThat(tables.lines()).noneMatch(IpliveTables.Line::usable);
  }
}
