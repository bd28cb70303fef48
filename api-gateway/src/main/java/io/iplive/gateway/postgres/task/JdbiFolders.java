package io.iplive.gateway.postgres.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Folders;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Folders in PostgreSQL. They are not journalled: no fact depends on them. */
public final class JdbiFolders implements Folders {

  private static final String ADD =
      """
      insert into folder (folder_id, account_id, name)
      values (nextval('folder_ids'), :account, :name)
      on conflict (account_id, name) do update set name = excluded.name
      returning folder_id, name
      """;

  private static final String REMOVE =
      """
      delete from folder
      where account_id = :account and folder_id = :folder
        and not exists (select from task
          where task.account_id = :account and task.folder_id = :folder and live)
      """;

  private static final String OF =
      "select folder_id, name from folder where account_id = :account ";

  private static final RowMapper<Folder> FOLDER =
      (row, _) -> new Folder(new FolderId(row.getLong(1)), row.getString(2));

  private final Database database;

  /** The folders. */
  public JdbiFolders(Database database) {
    this.database = database;
  }

  @Override
  public Folder add(AccountId account, String name) {
    return database.with(handle ->
        handle
            .createQuery(ADD)
            .bind("account", account.value())
            .bind("name", name)
            .map(FOLDER)
            .one());
  }

  @Override
  public boolean remove(AccountId account, FolderId folder) {
    return database.with(handle ->
        handle
            .createUpdate(REMOVE)
            .bind("account", account.value())
            .bind("folder", folder.value())
            .execute())
        > 0;
  }

  @Override
  public Optional<Folder> one(AccountId account, FolderId folder) {
    return database.with(handle ->
        handle
            .createQuery(OF + "and folder_id = :folder")
            .bind("account", account.value())
            .bind("folder", folder.value())
            .map(FOLDER)
            .findOne());
  }

  @Override
  public List<Folder> of(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(OF + "order by name")
            .bind("account", account.value())
            .map(FOLDER)
            .list());
  }
}
