package io.iplive.gateway.task;

import io.iplive.gateway.account.AccountId;
import java.util.List;
import java.util.Optional;

/** Folders that accounts sort their tasks into. Nothing but their own lists knows them. */
public interface Folders {

  /** A folder. */
  record Folder(FolderId id, String name) {}

  /** Makes a folder; one of that name is answered as it is. */
  Folder add(AccountId account, String name);

  /** Removes a folder that no task is in any more; false: the account has none of that id. */
  boolean remove(AccountId account, FolderId folder);

  /** The folder, if it is one of the account's. */
  Optional<Folder> one(AccountId account, FolderId folder);

  /** All of an account by name. */
  List<Folder> of(AccountId account);
}
