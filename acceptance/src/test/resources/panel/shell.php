<?php
// One step of a panel's life, from the command line: the guide's own functions on a small database.
require __DIR__ . '/orders.php';
$config = require __DIR__ . '/config.php';
$db = new PDO($config['dsn'], $config['db_user'], $config['db_password']);
$db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$monitoring = new Monitoring($config['api'], $config['api_user'], $config['api_password']);
$arguments = json_decode($argv[2], true);

switch ($argv[1]) {
    case 'tables':
        // SQLite numbers an INTEGER PRIMARY KEY by itself, MySQL wants to be told.
        $db->exec(str_replace('AUTO_INCREMENT', '', file_get_contents(__DIR__ . '/tables.sql')));
        $result = null;
        break;
    case 'order':
        $result = monitoring_order(
            $db, $monitoring, 7, $arguments['name'], $arguments['target'], $arguments['period'], 'me@example.com', $arguments['contact']
        );
        break;
    case 'submit':
        monitoring_submit($db, $monitoring, $arguments['id'], $arguments['contact']);
        $result = null;
        break;
    case 'leave':
        monitoring_leave($db, $monitoring, $arguments['id']);
        $result = null;
        break;
    case 'low':
        $result = monitoring_is_low($monitoring);
        break;
    case 'call':
        try {
            $result = $monitoring->call($arguments['action'], $arguments['params']);
        } catch (MonitoringRefused $e) {
            $result = array('refused' => $e->errors);
        }
        break;
    case 'record':
        $db->prepare('INSERT INTO records (id) VALUES (?)')->execute(array($arguments['id']));
        $result = null;
        break;
    case 'rows':
        $result = $db->query('SELECT * FROM ' . $arguments['table'])->fetchAll(PDO::FETCH_ASSOC);
        break;
}
echo json_encode($result);
