<?php
/*
 * What a panel's own script does with iplive's calls, written for PHP 5.6 to 8: checks who sent it, then keeps it.
 *
 * Run by "php -S" with RECEIVER_FOLDER set. The folder holds secrets.json {"apps":{"name":"secret"},"contacts":["secret"]};
 * each request adds one line of JSON to calls.log there.
 */
$folder = getenv('RECEIVER_FOLDER');
$secrets = json_decode(file_get_contents($folder . '/secrets.json'), true);

function header_of($name)
{
    $key = 'HTTP_' . strtoupper(str_replace('-', '_', $name));
    return isset($_SERVER[$key]) ? $_SERVER[$key] : '';
}

/** Whether the text was signed with the secret, within the last five minutes. */
function signed($secret, $text)
{
    $timestamp = header_of('X-Signature-Timestamp');
    if (!preg_match('/^[0-9]{1,12}$/', $timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $expected = 'v1=' . hash_hmac('sha256', $timestamp . '.' . $text, $secret);
    foreach (explode(',', header_of('X-Signature')) as $signature) {
        if (hash_equals($expected, trim($signature))) {
            return true;
        }
    }
    return false;
}

/** A sentence on what is wrong with a round's callback; empty when nothing is. */
function trouble_of_callback($secrets, $fields)
{
    $app = header_of('X-App-Name');
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        return 'not a POST';
    }
    if (!isset($secrets['apps'][$app])) {
        return 'X-App-Name is of no app';
    }
    if (!signed($secrets['apps'][$app], file_get_contents('php://input'))) {
        return 'the signature is wrong';
    }
    $names = array_keys($fields);
    sort($names);
    return $names === array('group_id', 'result', 'timestamp') ? '' : 'the form fields are ' . implode(', ', $names);
}

/** A sentence on what is wrong with the call of an HTTP contact; empty when nothing is. */
function trouble_of_outage($secrets, $fields)
{
    if ($_SERVER['REQUEST_METHOD'] !== 'GET') {
        return 'not a GET';
    }
    foreach (array('id', 'status', 'date') as $name) {
        if (!isset($fields[$name]) || !preg_match('/^[0-9]{1,18}$/', $fields[$name])) {
            return $name . ' is not a number';
        }
    }
    foreach ($secrets['contacts'] as $secret) {
        $key = md5($secret . $fields['id'] . $fields['status'] . $fields['date']);
        if (isset($fields['key']) && hash_equals($key, (string) $fields['key'])) {
            return signed($secret, $_SERVER['QUERY_STRING']) ? '' : 'the signature is wrong';
        }
    }
    return 'the md5 key is wrong';
}

/** White label: nothing that is sent out carries the product's name. */
function trouble_of_name()
{
    $sent = $_SERVER['REQUEST_URI'] . file_get_contents('php://input');
    foreach (getallheaders() as $name => $value) {
        $sent .= $name . $value;
    }
    return stripos($sent, 'iplive') === false ? '' : 'the product is named';
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/cb.php') {
    $kind = 'callback';
    $fields = $_POST;
    $trouble = trouble_of_callback($secrets, $fields);
} elseif ($path === '/outage.php') {
    $kind = 'outage';
    $fields = $_GET;
    $trouble = trouble_of_outage($secrets, $fields);
} else {
    http_response_code(404);
    exit;
}
if ($trouble === '') {
    $trouble = trouble_of_name();
}
if ($trouble === '' && header_of('X-Delivery-Id') === '') {
    $trouble = 'no X-Delivery-Id';
}

$line = array(
    'at' => (int) round($_SERVER['REQUEST_TIME_FLOAT'] * 1000),
    'kind' => $kind,
    'app' => header_of('X-App-Name'),
    'delivery' => header_of('X-Delivery-Id'),
    'fields' => $fields,
    'verified' => $trouble === '',
    'trouble' => $trouble,
);
file_put_contents($folder . '/calls.log', json_encode($line) . "\n", FILE_APPEND | LOCK_EX);
http_response_code($trouble === '' ? 200 : 403);
header('Content-Type: text/plain');
echo $trouble === '' ? 'ok' : $trouble;
