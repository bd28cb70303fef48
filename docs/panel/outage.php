<?php
/**
 * The address of an HTTP contact: called when a site goes down and when it is back.
 * Answers 200 when the call is stored, anything else has it repeated once.
 */
$config = require __DIR__ . '/config.php';

function digits($name)
{
    $value = isset($_GET[$name]) ? $_GET[$name] : '';
    if (!is_string($value) || !preg_match('/^[0-9]{1,18}$/D', $value)) {
        http_response_code(400);
        exit;
    }
    return $value;
}

$id = digits('id');
$status = digits('status');
$date = digits('date');
$key = isset($_GET['key']) && is_string($_GET['key']) ? $_GET['key'] : '';
$right = false;
$secrets = isset($config['contact_secrets']) ? $config['contact_secrets'] : array($config['contact_secret']);
foreach ($secrets as $secret) {
    $right = hash_equals(md5($secret . $id . $status . $date), $key) || $right;
}
if (!$right) {
    http_response_code(403);
    exit;
}

// The key above never ages; this signature does, and covers the whole query.
$signatures = isset($_SERVER['HTTP_X_SIGNATURE']) ? explode(',', $_SERVER['HTTP_X_SIGNATURE']) : array();
$at = isset($_SERVER['HTTP_X_SIGNATURE_TIMESTAMP']) ? $_SERVER['HTTP_X_SIGNATURE_TIMESTAMP'] : '0';
$right = false;
foreach ($secrets as $secret) {
    $own = 'v1=' . hash_hmac('sha256', $at . '.' . $_SERVER['QUERY_STRING'], $secret);
    foreach ($signatures as $signature) {
        $right = hash_equals($own, trim($signature)) || $right;
    }
}
if (!$right || abs(time() - (int) $at) > 300) {
    http_response_code(403);
    exit;
}

if (isset($_SERVER['HTTP_X_TEST'])) {
    exit;  // contact_test: it is about no task, and the signature is right
}

$db = new PDO($config['dsn'], $config['db_user'], $config['db_password']);
$db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$task = $db->prepare('SELECT id FROM monitoring_tasks WHERE service_id = ?');
$task->execute(array($id));
$taskId = $task->fetchColumn();
if ($taskId === false) {
    http_response_code(500);  // the answer of task_add may not be stored yet: the repeat finds it
    exit;
}

if ($status === '200') {
    $close = $db->prepare(
        'UPDATE monitoring_log_errors SET time_stop = ?, timeout = ? - time_start
          WHERE service_id = ? AND time_stop = 0 AND time_start < ?'
    );
    $close->execute(array($date, $date, $id, $date));
} else {
    try {
        $open = $db->prepare(
            'INSERT INTO monitoring_log_errors (service_id, task_id, code, time_start) VALUES (?, ?, ?, ?)'
        );
        $open->execute(array($id, $taskId, $status, $date));
    } catch (PDOException $e) {
        if ($e->getCode() !== '23000') {
            throw $e;
        }
        // The same call came twice: it is stored already.
    }
}
// Mails and SMS to customers and staff go from here, after the answer: answer fast.
