<?php
/*
 * A panel's script that is as strict as the contracts: it puts each call to the checks of its kind and keeps what they say.
 *
 * Run by "php -S" with RECEIVER_FOLDER set; each call adds one line of JSON to calls.log there. "checks" holds, by name, what
 * is wrong, and '' when nothing is. The address's own query says what to expect: row (what the call is to show), opens (status
 * of an error), target, records, app, answer (the codes to answer with, one call of an event after the other).
 */
const SECRET = 'fghghjghj56565';

$folder = getenv('RECEIVER_FOLDER');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$row = isset($_GET['row']) ? $_GET['row'] : '';
$body = file_get_contents('php://input');
$at = (int) round($_SERVER['REQUEST_TIME_FLOAT'] * 1000);

function header_of($name)
{
    $key = 'HTTP_' . strtoupper(str_replace('-', '_', $name));
    return isset($_SERVER[$key]) ? $_SERVER[$key] : '';
}

function wrong($is, $sentence)
{
    return $is ? $sentence : '';
}

/** Calls of this row that came before, the newest last. */
function earlier($folder, $row)
{
    $lines = is_file($folder . '/calls.log') ? file($folder . '/calls.log', FILE_IGNORE_NEW_LINES) : array();
    return array_values(array_filter(array_map(function ($line) {
        return json_decode($line, true);
    }, $lines), function ($call) use ($row) {
        return $call['row'] === $row;
    }));
}

/** The signature of contracts/delivery.md, made now. */
function signature($signed)
{
    $timestamp = header_of('X-Signature-Timestamp');
    if (!preg_match('/^[0-9]{10}$/', $timestamp) || abs(time() - (int) $timestamp) > 30) {
        return 'X-Signature-Timestamp is ' . $timestamp;
    }
    $expected = 'v1=' . hash_hmac('sha256', $timestamp . '.' . $signed, SECRET);
    foreach (explode(',', header_of('X-Signature')) as $signature) { // Two while a secret is rotated.
        if (hash_equals($expected, $signature)) {
            return '';
        }
    }
    return 'X-Signature is ' . header_of('X-Signature');
}

/** Unix seconds, of now or so long ago at most. */
function second($text, $most)
{
    return wrong(!preg_match('/^[0-9]{10}$/', $text) || abs(time() - (int) $text) > $most, $text . ' is no second of now');
}

function post($type)
{
    $sent = strtolower($_SERVER['REQUEST_METHOD'] . ' of ' . $_SERVER['CONTENT_TYPE']);
    return wrong(strpos($sent, 'post of ' . $type) !== 0, $sent);
}

function identity()
{
    $id = header_of('X-Delivery-Id');
    return wrong($id === '' || $id !== header_of('Idempotency-Key'), 'X-Delivery-Id is ' . $id);
}

/** Nothing that is sent out carries the product's name. */
function named($body)
{
    $sent = $_SERVER['REQUEST_URI'] . $body;
    foreach (getallheaders() as $name => $value) {
        $sent .= $name . $value;
    }
    return wrong(stripos($sent, 'iplive') !== false, 'the product is named');
}

/** What the repeats of an event have in common, and that there is one at most, 2 s later. */
function repeats($earlier, $event, $at)
{
    $same = array_values(array_filter($earlier, function ($call) use ($event) {
        return $call['event'] === $event;
    }));
    if (count($same) > 1) {
        return 'call ' . (count($same) + 1) . ' of the event';
    }
    if (count($same) === 0) {
        return '';
    }
    if ($same[0]['delivery'] !== header_of('X-Delivery-Id')) {
        return 'the repeat has another X-Delivery-Id';
    }
    $gap = $at - $same[0]['at'];
    return wrong($gap < 1900 || $gap > 8000, 'the repeat came after ' . $gap . ' ms');
}

function callback_checks($earlier, $body, $at)
{
    $records = array();
    $list = isset($_POST['result']) ? json_decode($_POST['result'], true) : null;
    foreach (is_array($list) ? $list : array() as $record) {
        $records[$record['record_id']] = $record;
    }
    $ids = array_map('strval', array_keys($records));
    $known = explode(':', $_GET['records']);
    $event = $_POST['group_id'] . ' ' . $_POST['timestamp'];
    $last = end($earlier);
    $form = '\{"record_id":"-?[0-9]+","status":"(1|0|-1)","res_time":[0-9]+\}';
    $told = isset($_POST['result']) ? preg_replace('/"res_time":[0-9]+/', '', $_POST['result']) : '';
    $checks = array(
        'post' => post('application/x-www-form-urlencoded'),
        'fields' => wrong(array_keys($_POST) !== array('group_id', 'timestamp', 'result'), implode(', ', array_keys($_POST))),
        'query' => wrong(strpos($_SERVER['QUERY_STRING'], 'row=') !== 0, $_SERVER['QUERY_STRING']),
        'group_id' => wrong($_POST['group_id'] !== $_GET['group'], 'group_id is ' . $_POST['group_id']),
        'timestamp' => second($_POST['timestamp'], 60),
        'result' => wrong(!preg_match("/^\\[$form(,$form)*\\]\$/", $_POST['result']), $_POST['result']),
        'order' => wrong($ids !== array_values(array_intersect($known, $ids)), 'the records are ' . implode(':', $ids)),
        'down' => wrong(isset($records['7']) && $records['7']['status'] !== '0', $_POST['result']),
        'res_time' => wrong(isset($records['7']) && $records['7']['res_time'] !== 0, $_POST['result']),
        'app' => wrong(header_of('X-App-Name') !== $_GET['app'], 'X-App-Name is ' . header_of('X-App-Name')),
        'signature' => signature($body),
        'delivery_id' => identity(),
        'once' => repeats($earlier, $event, $at),
        'newer' => wrong($last && (int) $last['timestamp'] > (int) $_POST['timestamp'], $_POST['timestamp'] . ' after ' . $last['timestamp']),
        'unnamed' => named($body),
    );
    if (isset($records['6']) && ($records['6']['status'] === '1' || $records['6']['res_time'] > 0)) {
        // On a busy machine even a good site may not be reached in time.
        $checks['up'] = wrong($records['6']['status'] !== '1', $_POST['result']);
    }
    if ($_GET['row'] === 'unsure') {
        $checks['unsure'] = wrong($_POST['result'] !== '[{"record_id":"1","status":"-1","res_time":0}]', $_POST['result']);
    }
    if ($_GET['row'] === 'sure') {
        $checks['sure'] = 'told of a round without a conclusion';
    }
    if ($_GET['row'] === 'on_change') {
        $checks['on_change'] = wrong($last && $last['told'] === $told, 'nothing is new in ' . $told);
    }
    return array($checks, array('event' => $event, 'timestamp' => $_POST['timestamp'], 'told' => $told));
}

function contact_checks($earlier, $at)
{
    $row = $_GET['row'];
    $query = $_SERVER['QUERY_STRING'];
    $key = md5(SECRET . $_GET['id'] . $_GET['status'] . $_GET['date']);
    $event = $_GET['id'] . ' ' . $_GET['status'] . ' ' . $_GET['date'];
    $earlier = array_filter($earlier, function ($call) {
        return $call['id'] === $_GET['id'];
    });
    $opened = array_filter($earlier, function ($call) {
        return $call['status'] !== '200';
    });
    $first = reset($opened);
    $closed = array_filter($earlier, function ($call) {
        return $call['status'] === '200';
    });
    $targets = isset($_GET['target']) ? explode(':', $_GET['target']) : array($_GET['id']);
    $opens = array_combine($targets, explode(':', isset($_GET['opens']) ? $_GET['opens'] : '0'));
    $expected = isset($opens[$_GET['id']]) ? $opens[$_GET['id']] : 'none';
    $recovery = $_GET['status'] === '200';
    $checks = array(
        'get' => wrong($_SERVER['REQUEST_METHOD'] !== 'GET', $_SERVER['REQUEST_METHOD']),
        'query' => wrong(!preg_match('/^row=.*&key=[0-9a-f]{32}&id=\d+&status=\d+&date=\d{10}$/', $query), $query),
        'key' => wrong(!hash_equals($key, $_GET['key']), 'key is ' . $_GET['key'] . ', not ' . $key),
        'signature' => signature($query),
        'delivery_id' => identity(),
        'once' => repeats($earlier, $event, $at),
        'unnamed' => named(''),
    );
    if ($row === 'test') {
        $checks['test'] = wrong(header_of('X-Test') !== '1', 'X-Test is ' . header_of('X-Test'));
    } elseif ($row === 'again') {
        $checks['again'] = wrong($recovery !== (count($earlier) % 2 === 1), 'call ' . (count($earlier) + 1) . ' has the status ' . $_GET['status']);
        unset($checks['once']);
    } else {
        $checks['no_test'] = wrong(header_of('X-Test') !== '', 'X-Test is ' . header_of('X-Test'));
        $checks['date'] = second($_GET['date'], 300) . wrong($first && $_GET['date'] < $first['date'], 'date is ' . $_GET['date']);
        $checks['order'] = wrong($recovery ? count($opened) === 0 : count($closed) > 0, $_GET['status'] . ' after ' . count($opened) . ' and ' . count($closed));
        $checks[$recovery ? 'recovered ' . $row : 'status ' . $row] = wrong(!$recovery && $_GET['status'] !== $expected, 'status is ' . $_GET['status']);
        if (isset($_GET['target'])) {
            $checks['id ' . $row] = wrong($expected === 'none', 'id is ' . $_GET['id']);
        }
        if ($earlier && end($earlier)['event'] === $event) {
            $checks['repeat ' . $row] = $checks['once'];
        }
    }
    return array($checks, array('event' => $event, 'id' => $_GET['id'], 'status' => $_GET['status'], 'date' => $_GET['date']));
}

function webhook_checks($earlier, $body)
{
    $fields = array(
        'event', 'delivery_id', 'account_id', 'contact_id', 'id', 'monitor_id', 'name', 'data', 'app_name', 'group_id', 'record_id',
        'outage_id', 'status', 'code', 'text', 'time_start', 'time_stop', 'duration', 'reason', 'reminder',
    );
    $told = json_decode($body, true);
    $first = reset($earlier);
    $event = $told['event'] . ' ' . $told['outage_id'];
    $checks = array(
        'post' => post('application/json; charset=utf-8'),
        'fields' => wrong(!is_array($told) || array_keys($told) !== $fields, $body),
        'signature' => signature($body),
        'delivery_id' => identity() . wrong($told['delivery_id'] !== header_of('X-Delivery-Id'), 'delivery_id is ' . $told['delivery_id']),
        'once' => wrong(in_array($event, array_column($earlier, 'event'), true), 'told again'),
        'unnamed' => named($body),
    );
    if ($told['event'] === 'outage.opened') {
        $is = array($told['status'], $told['code'], $told['time_stop'], $told['reason']);
        $checks['opened'] = wrong($is !== array(500, 2040, null, null), $body);
    } else {
        $is = array($told['event'], (bool) $first, $told['reason'], $told['duration']);
        $long = $told['time_stop'] - $told['time_start'];
        $checks['closed'] = wrong($is !== array('outage.closed', true, $_GET['closes'], $long), $body);
    }
    return array($checks, array('event' => $event));
}

$earlier = earlier($folder, $row);
if ($path === '/callback') {
    list($checks, $kept) = callback_checks($earlier, $body, $at);
} elseif ($path === '/contact') {
    list($checks, $kept) = contact_checks($earlier, $at);
} elseif ($path === '/webhook') {
    list($checks, $kept) = webhook_checks($earlier, $body);
} else {
    list($checks, $kept) = array(array('called' => 'nobody is told to come here'), array('event' => ''));
}

$line = array('at' => $at, 'path' => $path, 'row' => $row, 'delivery' => header_of('X-Delivery-Id'), 'checks' => $checks) + $kept;
file_put_contents($folder . '/calls.log', json_encode($line) . "\n", FILE_APPEND | LOCK_EX);
$attempts = count(array_filter($earlier, function ($call) use ($kept) {
    return $call['event'] === $kept['event'];
}));
$codes = explode(',', isset($_GET['answer']) ? $_GET['answer'] : '200');
$code = (int) $codes[min($attempts, count($codes) - 1)];
http_response_code($code);
if ($code === 302) {
    header('Location: /followed');
}
