<?php
/**
 * call_back_to_php: the result of every round of a group of the iplive API.
 * Stores the last state of each record and answers 200.
 */
$config = require __DIR__ . '/config.php';

$body = file_get_contents('php://input');
$at = isset($_SERVER['HTTP_X_SIGNATURE_TIMESTAMP']) ? $_SERVER['HTTP_X_SIGNATURE_TIMESTAMP'] : '0';
$given = isset($_SERVER['HTTP_X_SIGNATURE']) ? explode(',', $_SERVER['HTTP_X_SIGNATURE']) : array();
$right = false;
$secrets = isset($config['callback_secrets']) ? $config['callback_secrets'] : array($config['callback_secret']);
foreach ($secrets as $secret) {
    $own = 'v1=' . hash_hmac('sha256', $at . '.' . $body, $secret);
    foreach ($given as $signature) {
        $right = hash_equals($own, trim($signature)) || $right;
    }
}
if (!$right || abs(time() - (int) $at) > 300) {
    http_response_code(403);
    exit;
}

$results = json_decode($_POST['result'], true);
$db = new PDO($config['dsn'], $config['db_user'], $config['db_password']);
$db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$set = $db->prepare('UPDATE records SET up = ?, res_time = ?, checked = ? WHERE id = ? AND checked < ?');
foreach ($results as $result) {
    // "1" up, "0" down; "-1" (nothing known) comes only to apps that asked for it.
    if ($result['status'] === '-1') {
        continue;
    }
    $up = $result['status'] === '1' ? 1 : 0;
    $set->execute(array($up, $result['res_time'], $_POST['timestamp'], $result['record_id'], $_POST['timestamp']));
}
