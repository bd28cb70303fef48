<?php
/** What a panel does when a customer orders, pauses and leaves. */
require_once __DIR__ . '/Monitoring.php';

/** Orders monitoring of a site; returns the panel's own id of the task. */
function monitoring_order(PDO $db, Monitoring $monitoring, $userId, $name, $target, $period, $email, $contact)
{
    $insert = $db->prepare(
        'INSERT INTO monitoring_tasks (user_id, name, target, period, created, email) VALUES (?, ?, ?, ?, ?, ?)'
    );
    $insert->execute(array($userId, $name, $target, $period, time(), $email));
    $id = (int) $db->lastInsertId();
    monitoring_submit($db, $monitoring, $id, $contact);
    return $id;
}

/** Registers a task that has no service_id yet. Safe to repeat: ref makes the same call the same task. */
function monitoring_submit(PDO $db, Monitoring $monitoring, $id, $contact)
{
    $select = $db->prepare('SELECT * FROM monitoring_tasks WHERE id = ?');
    $select->execute(array($id));
    $task = $select->fetch(PDO::FETCH_ASSOC);
    $answer = $monitoring->call('task_add', array(
        'task' => 1,
        'data' => $task['target'],
        'name' => $task['name'],
        'period' => $task['period'],
        'num_error' => 2,
        'send_if_ok' => 1,
        'redirect' => 1,
        'contacts' => $contact,
        'ref' => $id,
    ));
    // Active only when it is enabled: it is not when there is no money.
    $update = $db->prepare('UPDATE monitoring_tasks SET service_id = ?, status = ? WHERE id = ?');
    $update->execute(array($answer['id'], $answer['enabled'], $id));
}

/** The customer pauses, or did not pay. */
function monitoring_pause(PDO $db, Monitoring $monitoring, $id)
{
    monitoring_end($db, $monitoring, 'task_stop', $id);
}

/** The customer is gone: a task that is not deleted is checked, and paid for, for ever. */
function monitoring_leave(PDO $db, Monitoring $monitoring, $id)
{
    monitoring_end($db, $monitoring, 'task_delete', $id);
}

function monitoring_end(PDO $db, Monitoring $monitoring, $action, $id)
{
    $select = $db->prepare('SELECT service_id FROM monitoring_tasks WHERE id = ?');
    $select->execute(array($id));
    $serviceId = $select->fetchColumn();
    $answer = $monitoring->call($action, array('id' => $serviceId));
    $db->prepare('UPDATE monitoring_tasks SET status = 0 WHERE id = ?')->execute(array($id));
    // No status=200 call comes for an outage that ends so: the site did not recover.
    $close = $db->prepare(
        'UPDATE monitoring_log_errors SET time_stop = ?, timeout = ? - time_start
          WHERE service_id = ? AND time_stop = 0'
    );
    foreach ($answer['closed'] as $closed) {
        $close->execute(array($closed['time_stop'], $closed['time_stop'], $closed['service_id']));
    }
}
