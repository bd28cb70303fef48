package io.iplive.sla.words;

import io.iplive.sla.asked.Question.Language;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the published failure codes that may open an outage are called on a page. */
enum Cause {
  DNS_NOT_FOUND(2001, "name does not exist", "имя не существует", "域名不存在"),
  DNS_FAILED(2002, "name server's error", "ошибка сервера имён", "域名服务器报错"),
  DNS_TIMEOUT(2003, "name server silent", "сервер имён не ответил", "域名服务器无应答"),
  DNS_UNEXPECTED(2004, "unexpected DNS answer", "неожиданный ответ DNS", "DNS 应答不符"),
  CONNECTION_REFUSED(2010, "connection refused", "соединение отклонено", "连接被拒绝"),
  CONNECT_TIMEOUT(2011, "no connection in time", "нет соединения в срок", "连接超时"),
  CONNECTION_RESET(2012, "connection reset", "соединение сброшено", "连接被重置"),
  UNREACHABLE(2013, "address unreachable", "адрес недостижим", "地址不可达"),
  CONNECTION_CLOSED(2014, "connection closed early", "соединение прервано", "连接提前关闭"),
  TIMEOUT(2020, "no answer in time", "нет ответа в срок", "应答超时"),
  TLS_FAILED(2030, "TLS handshake failed", "сбой TLS-соединения", "TLS 握手失败"),
  CERTIFICATE_EXPIRED(2031, "certificate expired", "сертификат истёк", "证书已过期"),
  CERTIFICATE_WRONG_NAME(2032, "certificate of another name", "сертификат на другое имя", "证书域名不符"),
  CERTIFICATE_UNTRUSTED(2033, "certificate untrusted", "недоверенный сертификат", "证书不受信任"),
  CERTIFICATE_EXPIRES_SOON(2034, "certificate expires soon", "сертификат скоро истечёт", "证书即将过期"),
  TLS_NOT_OFFERED(2035, "no TLS offered", "сервер не предлагает TLS", "未提供 TLS"),
  CERTIFICATE_PIN(2036, "key not pinned", "ключ не закреплён", "密钥未固定"),
  HTTP_STATUS(2040, "HTTP status", "код ответа HTTP", "HTTP 状态码异常"),
  HTTP_MALFORMED(2041, "answer is not HTTP", "ответ не HTTP", "应答不是 HTTP"),
  BODY_TOO_LARGE(2042, "body too large", "слишком большой ответ", "正文过大"),
  HEADERS_TOO_LARGE(2043, "headers too large", "слишком большие заголовки", "标头过大"),
  KEYWORD_MISSING(2044, "keyword missing", "нет ключевого слова", "缺少关键词"),
  KEYWORD_PRESENT(2045, "unwanted keyword", "нежелательное слово", "出现禁止的关键词"),
  TOO_MANY_REDIRECTS(2046, "too many redirects", "слишком много перенаправлений", "重定向过多"),
  REDIRECT_INVALID(2047, "invalid redirect", "неверное перенаправление", "重定向无效"),
  BODY_UNREADABLE(2048, "body cannot be unpacked", "ответ не распаковать", "正文无法解压"),
  CONTENT_UNEXPECTED(2049, "unexpected content", "неожиданное содержание", "内容不符"),
  ANSWER_UNEXPECTED(2050, "unexpected answer", "неожиданный ответ", "应答不符"),
  PROTOCOL_MISMATCH(2051, "another protocol", "другой протокол", "协议不符"),
  SERVER_REFUSED(2052, "server's error", "ошибка сервера", "服务器报错"),
  ECHOES_LOST(2053, "echoes lost", "потеря эхо-ответов", "回显丢失"),
  CONTENT_CHANGED(2054, "page changed", "страница изменилась", "页面已变更"),
  DOMAIN_NOT_FOUND(2060, "domain not registered", "домен не зарегистрирован", "域名未注册"),
  DOMAIN_EXPIRED(2061, "domain expired", "домен истёк", "域名已过期"),
  DOMAIN_EXPIRES_SOON(2062, "domain expires soon", "домен скоро истечёт", "域名即将过期");

  private static final Map<Integer, Cause> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(cause -> cause.number, Function.identity()));

  private final int number;
  private final String en;
  private final String ru;
  private final String zh;

  Cause(int number, String en, String ru, String zh) {
    this.number = number;
    this.en = en;
    this.ru = ru;
    this.zh = zh;
  }

  /** Empty: a newer program published that number. */
  static Optional<Cause> ofNumber(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  String in(Language language) {
    return switch (language) {
      case EN -> en;
      case RU -> ru;
      case ZH -> zh;
    };
  }
}
