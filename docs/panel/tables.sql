-- MySQL / MariaDB. The three tables that a panel keeps for its monitoring. All times are unix seconds, UTC.

CREATE TABLE monitoring_tasks (
  id          INTEGER      NOT NULL AUTO_INCREMENT PRIMARY KEY,  -- the panel's own id, sent as ref
  user_id     INTEGER      NOT NULL,                             -- whose task it is
  name        VARCHAR(255) NOT NULL,                             -- used in notifications
  target      VARCHAR(255) NOT NULL,                             -- URL, host name or address
  period      DECIMAL(7,3) NOT NULL,                             -- minutes
  service_id  INTEGER          NULL UNIQUE,                      -- the id that task_add answered
  created     INTEGER      NOT NULL,
  status      INTEGER      NOT NULL DEFAULT 0,                   -- 1 only while the answer said enabled
  email       VARCHAR(255)     NULL
);

CREATE TABLE monitoring_log_errors (
  id          INTEGER      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  service_id  INTEGER      NOT NULL,
  task_id     INTEGER      NOT NULL,                             -- monitoring_tasks.id
  code        INTEGER      NOT NULL,
  time_start  INTEGER      NOT NULL,
  time_stop   INTEGER      NOT NULL DEFAULT 0,                   -- 0 while it is open
  timeout     INTEGER      NOT NULL DEFAULT 0,                   -- time_stop - time_start
  UNIQUE (service_id, time_start)
);

CREATE TABLE monitoring_notify_sms (
  id          INTEGER      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  task_id     INTEGER      NOT NULL,
  phone       VARCHAR(20)  NOT NULL,
  message     VARCHAR(1000) NOT NULL,
  sms_id      INTEGER          NULL,                             -- the provider's number
  status      INTEGER          NULL,
  created     INTEGER      NOT NULL
);

-- For rounds of the iplive API alone: the records of your groups, by the record_id that you send.
CREATE TABLE records (
  id          INTEGER      NOT NULL PRIMARY KEY,
  up          INTEGER          NULL,                             -- 1 up, 0 down
  res_time    INTEGER          NULL,                             -- milliseconds
  checked     INTEGER      NOT NULL DEFAULT 0                    -- the round that said so
);
