<?php
return array(
    'dsn' => 'mysql:host=localhost;dbname=panel;charset=utf8mb4',
    'db_user' => 'panel',
    'db_password' => '',
    'contact_secrets' => array(''),   // shown once by contact_add; while one is rotated: the new and the old
    'callback_secrets' => array(''),  // shown once with the app; while one is rotated: the new and the old
);
