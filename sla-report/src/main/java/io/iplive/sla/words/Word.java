package io.iplive.sla.words;

import io.iplive.sla.asked.Question.Language;

/** What a page says, in English, Russian and Chinese. */
public enum Word {
  TITLE("Availability report", "Отчёт о доступности", "可用性报告"),
  CUSTOMER("Customer", "Клиент", "客户"),
  PERIOD("Period", "Период", "统计区间"),
  ZONE("Time zone", "Часовой пояс", "时区"),
  GOAL("Target", "Целевой уровень", "目标可用性"),
  AVAILABILITY("Availability", "Доступность", "可用性"),
  TARGETS("Addresses watched", "Адресов под наблюдением", "监测目标数"),
  TARGET_MET("Target met", "Целевой уровень выполнен", "达标"),
  TARGET_MISSED("Target missed", "Целевой уровень не выполнен", "未达标"),
  MET_BY("Met by %s of %s addresses", "Выполнен для %s из %s адресов", "%s / %s 个目标达标"),
  PENALTY("Penalty minutes", "Штрафные минуты", "违约分钟数"),
  DOWNTIME("Time down", "Время недоступности", "故障时长"),
  OUTAGES("Outages", "Сбои", "故障次数"),
  OUTAGE_LIST("Outages one by one", "Список сбоев", "故障记录"),
  MTTR("Mean time to recovery", "Среднее время восстановления", "平均恢复时间"),
  MTBF("Mean time between outages", "Среднее время между сбоями", "平均无故障时间"),
  LONGEST("Longest outage", "Самый долгий сбой", "最长故障"),
  BY_DAY("Time down by day", "Недоступность по дням", "每日故障"),
  SHARE_DOWN(
      "Share of the day's time up and down that was down.",
      "Доля недоступности в сумме времени доступности и недоступности за день.",
      "当日故障时间占正常与故障时间之和的比例。"),
  HEAT("Hours of the day", "По часам суток", "分时热力图"),
  HEAT_DAYS(
      "A row is a day, a column an hour of its clock; the darker, the longer down.",
      "Строка — день, столбец — час суток; чем темнее, тем дольше недоступность.",
      "每行一天，每列一小时；颜色越深，故障时间越长。"),
  HEAT_WEEKDAYS(
      "A row is a day of the week over the whole period, a column an hour of its clock.",
      "Строка — день недели за весь период, столбец — час суток.",
      "每行为整个区间内的一个星期几，每列一小时。"),
  SPLIT("Where the time went", "Как распределилось время", "时间构成"),
  RESPONSES("Response times", "Время ответа", "响应时间"),
  RESPONSES_OF(
      "%s good checks; mean %s ms. Percentiles are within a tenth.",
      "Успешных проверок: %s; среднее %s мс. Точность процентилей — одна десятая.",
      "%s 次成功检测，平均 %s 毫秒；百分位误差不超过十分之一。"),
  BY_TARGET("By address", "По адресам", "各目标"),
  BY_NODE("By node", "По узлам проверки", "各监测节点"),
  DELIVERIES("Notices", "Уведомления", "通知送达"),
  METHOD("Method", "Методика", "统计方法"),
  ADDRESS("Address", "Адрес", "地址"),
  DAYS("Days", "Дни", "每日"),
  BEGAN("Began", "Начало", "开始"),
  ENDED("Ended", "Конец", "结束"),
  LASTED("In the period", "В пределах периода", "区间内时长"),
  REASON("Cause", "Причина", "原因"),
  END_OPEN("not over", "не завершён", "未结束"),
  END_RECOVERED("recovered", "восстановлен", "已恢复"),
  END_STOPPED("checks stopped", "проверки остановлены", "监测已停止"),
  END_REMOVED("address removed", "адрес удалён", "目标已移除"),
  END_BALANCE("no balance", "нет средств", "余额不足"),
  NOT_CHECKED("of it without checks: %s", "из них без проверок: %s", "其中无检测：%s"),
  IN_MAINTENANCE("maintenance", "плановые работы", "计划维护"),
  LISTED(
      "The %s longest of %s, in the order of their beginning.",
      "Самые долгие: %s из %s, по времени начала.", "共 %2$s 次，列出最长的 %1$s 次，按开始时间排序。"),
  WORST(
      "The %s with the lowest availability of %s.",
      "Адреса с наименьшей доступностью: %s из %s.", "共 %2$s 个，列出可用性最低的 %1$s 个。"),
  NODE("Node", "Узел", "节点"),
  ANSWERS("Answers", "Ответов", "应答数"),
  SAW_DOWN("Saw a failure", "Видел сбой", "判定故障"),
  SILENT("Without a word", "Без ответа", "无结果"),
  CHANNEL("Channel", "Канал", "渠道"),
  RECORDED("Due", "К отправке", "应发"),
  DELIVERED("Delivered", "Доставлено", "已送达"),
  GIVEN_UP("Given up", "Не доставлено", "未送达"),
  DROPPED("Not needed any more", "Стало не нужно", "已取消"),
  ROUNDS_GIVEN_UP(
      "Calls with the result of a check that were given up: %s. They are not in the table.",
      "Не доставлено вызовов с результатом проверки: %s. В таблицу они не входят.",
      "未送达的检测结果回调：%s 次，不计入下表。"),
  PARTS("SMS parts", "Частей SMS", "短信条数"),
  TOOK("Median time to deliver", "Медиана доставки", "送达中位耗时"),
  NONE("none", "нет", "无"),
  UP("Up", "Доступен", "正常"),
  DOWN("Down", "Недоступен", "故障"),
  INCONCLUSIVE("Inconclusive", "Не определено", "无法判定"),
  STALE("Stale", "Нет свежих данных", "数据过期"),
  UNMONITORED("Unmonitored", "Без наблюдения", "未监测"),
  PAUSED("Paused", "На паузе", "已暂停"),
  ABSENT("Not set up", "Не заведён", "未配置"),
  UNKNOWN("No record", "Нет записей", "无记录"),
  MILLIS("ms", "мс", "毫秒");

  private final String en;
  private final String ru;
  private final String zh;

  Word(String en, String ru, String zh) {
    this.en = en;
    this.ru = ru;
    this.zh = zh;
  }

  String in(Language language) {
    return switch (language) {
      case EN -> en;
      case RU -> ru;
      case ZH -> zh;
    };
  }
}
