<?php
return array(
    'dsn' => 'mysql:host=localhost;dbname=panel;charset=utf8mb4',
    'db_user' => 'panel',
    'db_password' => '',
    'contact_secret' => '',   // shown once by contact_add
    'callback_secret' => '',  // shown once with the app
);
