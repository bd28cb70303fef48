<?php
/**
 * Client of the task API. PHP 5.6 to 8.x, needs nothing but the curl extension.
 *
 *   $monitoring = new Monitoring('http://127.0.0.1:6003/api/', 'login', 'password');
 *   $task = $monitoring->call('task_add', array('task' => 1, 'data' => 'example.com', ...));
 */
class MonitoringRefused extends RuntimeException
{
    /** list of array('code' =>, 'param' =>, 'text' =>): every error of the call at once */
    public $errors;

    public function __construct(array $errors)
    {
        $this->errors = $errors;
        $texts = array();
        foreach ($errors as $error) {
            $texts[] = $error['text'];
        }
        parent::__construct(implode(' ', $texts));
    }
}

class Monitoring
{
    private $url;
    private $user;
    private $password;

    public function __construct($url, $user, $password)
    {
        $this->url = $url;
        $this->user = $user;
        $this->password = $password;
    }

    /**
     * One call.
     *
     * @throws MonitoringRefused when the call was understood and refused: nothing was stored
     * @throws RuntimeException when no answer came: ask again; with a `ref`, task_add makes no second task
     */
    public function call($action, array $params = array())
    {
        $params['user'] = $this->user;
        $params['password'] = $this->password;
        $params['action'] = $action;
        $curl = curl_init($this->url);
        curl_setopt_array($curl, array(
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => http_build_query($params, '', '&'),
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_CONNECTTIMEOUT => 5,
            CURLOPT_TIMEOUT => 20,
        ));
        $body = curl_exec($curl);
        $code = curl_getinfo($curl, CURLINFO_HTTP_CODE);
        $trouble = curl_error($curl);
        if ($body === false || $code !== 200) {
            throw new RuntimeException("monitoring does not answer: $code $trouble");
        }
        $answer = json_decode($body, true);
        if (!is_array($answer) || !isset($answer['result'])) {
            throw new RuntimeException('monitoring answered what is no JSON');
        }
        if ($answer['result'] !== 'ok') {
            throw new MonitoringRefused($answer['errors']);
        }
        return $answer;
    }
}
