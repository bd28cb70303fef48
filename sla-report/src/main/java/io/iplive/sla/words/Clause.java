package io.iplive.sla.words;

import io.iplive.sla.asked.Question.Language;

/** How the figures come to be: what a report says of its method. */
public enum Clause {
  SHARE(
      "Availability is by time: time up divided by time up and time down, rounded down to four places. All other time counts as neither.",
      "Доступность считается по времени: время доступности, делённое на сумму времени доступности и недоступности, с округлением вниз до четырёх знаков. Остальное время не учитывается.",
      "可用性按时间计算：正常时间 ÷（正常时间＋故障时间），向下取四位小数。其余时间不计入。"),
  DOWN(
      "An address is down inside an outage. An outage opens when the agreed number of checks in a row fail by the vote of the nodes, and is dated at the first of them; it ends at the first of the good checks that close it, or when checks are stopped. A failure that never became an outage counts as up.",
      "Адрес недоступен во время сбоя. Сбой открывается, когда подряд не проходит заданное число проверок по голосованию узлов, и датируется первой из них; он завершается первой из успешных проверок, которые его закрывают, или остановкой проверок. Ошибка, не ставшая сбоем, считается временем доступности.",
      "目标处于故障期间即为故障。节点投票判定连续失败达到约定次数时记为故障，起点为其中第一次失败；终点为使其恢复的第一次成功检测，或停止监测之时。未构成故障的单次失败计为正常。"),
  UNCHECKED(
      "An outage lasts until a check ends it. So time down includes time inside outages without a check for two periods (our own failure); as far as single checks are kept it is %s.",
      "Сбой длится, пока его не завершит проверка. Поэтому время недоступности включает время внутри сбоев, когда два периода не было проверок (наша неисправность); пока хранятся отдельные проверки, оно составляет %s.",
      "故障持续到某次检测使其结束为止，因此故障时长包含故障期间两个周期内无检测（属我方问题）的时间；在保留单次检测的时段内共 %s。"),
  MAINTENANCE_COUNTED(
      "Maintenance is counted: time down inside announced maintenances is time down like any other. It is %s.",
      "Плановые работы учитываются: недоступность во время объявленных работ считается наравне с остальной. Она составила %s.",
      "计划维护计入统计：已公告维护期内的故障时间照常计为故障，共 %s。"),
  MAINTENANCE_EXCLUDED(
      "Maintenance is excluded: time down inside announced maintenances counts as neither up nor down; what of an outage lies before or after them counts. It is %s.",
      "Плановые работы исключены: недоступность во время объявленных работ не учитывается; часть сбоя до и после них учитывается. Она составила %s.",
      "计划维护不计入统计：已公告维护期内的故障时间不计为正常也不计为故障，维护期之前或之后的部分照常计入，共 %s。"),
  APART(
      "Shown apart, and neither up nor down: inconclusive (too few nodes answered), stale (no check for two periods: our own failure), unmonitored (active, but not checked yet), paused (by the owner, or for lack of balance), not set up, and time of which no record is kept.",
      "Отдельно показано время, которое не входит ни в доступность, ни в недоступность: не определено (ответило слишком мало узлов), нет свежих данных (два периода без проверки — наша неисправность), без наблюдения (включено, но ещё не проверено), на паузе (владельцем или из-за баланса), не заведён и время, о котором записей нет.",
      "以下时间单独列出，不计为正常或故障：无法判定（应答节点过少）、数据过期（两个周期内无检测，属我方问题）、未监测（已启用但尚未检测）、已暂停（由用户暂停或余额不足）、未配置，以及无记录的时间。"),
  ALL(
      "All addresses together are the sum of their times. Each is judged alone for the target; penalty minutes are the begun minutes of time down beyond what the target leaves, added up.",
      "По всем адресам вместе времена складываются. Выполнение целевого уровня определяется для каждого отдельно; штрафные минуты — начатые минуты недоступности сверх допустимого, в сумме.",
      "全部目标的时间相加得出总体结果。是否达标按每个目标单独判定；违约分钟数为超出目标允许范围的故障时间，不足一分钟按一分钟计，逐一相加。"),
  MEANS(
      "Mean time to recovery: whole length of the outages that ended in the period by recovery, divided by their number. Mean time between outages: time up divided by the number of outages that began in the period. Outages are counted when any part of them lies in the period.",
      "Среднее время восстановления: полная длительность сбоев, завершившихся в периоде восстановлением, делённая на их число. Среднее время между сбоями: время доступности, делённое на число сбоев, начавшихся в периоде. Сбой учитывается, если хотя бы часть его приходится на период.",
      "平均恢复时间：区间内恢复的故障的完整时长之和除以其次数。平均无故障时间：正常时间除以区间内开始的故障次数。故障只要有任一部分位于区间内即计入次数。"),
  CLOCK(
      "Days and hours are those of the time zone's clock: where it is changed, a day has 23 or 25 hours. The period's end is not part of it.",
      "Дни и часы — по часам указанного пояса: при переводе часов в сутках 23 или 25 часов. Конец периода в него не входит.",
      "日与小时以所示时区的时钟为准：夏令时切换日为 23 或 25 小时。区间不含结束时刻。"),
  EXACT(
      "All of the period was told check by check, to the second.",
      "Весь период посчитан по отдельным проверкам, с точностью до секунды.",
      "整个区间均按每次检测精确到秒统计。"),
  PARTLY(
      "Told check by check, to the second: from %s on. Before it, by hourly sums; outages to the second everywhere. Hours that the period cuts are divided evenly. Nodes are told as far back as single checks are kept, and stale time before them is among the unmonitored.",
      "По отдельным проверкам, с точностью до секунды: начиная с %s. До этого — по часовым итогам; сбои везде с точностью до секунды. Часы, разрезанные границей периода, делятся равномерно. Данные по узлам — за время, за которое хранятся отдельные проверки; отсутствие свежих данных до него входит в «без наблюдения».",
      "自 %s 起按每次检测精确到秒统计；此前按小时汇总，故障始终精确到秒。被区间边界截断的小时按比例均分。节点数据仅限保留单次检测的时段；此前的数据过期时间计入未监测。"),
  MIXED(
      "%s of the addresses' time was told check by check, to the second; the rest by hourly sums; outages to the second everywhere. Hours that the period cuts are divided evenly. Nodes are told as far back as single checks are kept, and where hours are told stale time is among the unmonitored.",
      "%s времени адресов посчитано по отдельным проверкам, с точностью до секунды; остальное — по часовым итогам; сбои везде с точностью до секунды. Часы, разрезанные границей периода, делятся равномерно. Данные по узлам — за время, за которое хранятся отдельные проверки; в часовых итогах отсутствие свежих данных входит в «без наблюдения».",
      "各目标时间的 %s 按每次检测精确到秒统计，其余按小时汇总；故障始终精确到秒。被区间边界截断的小时按比例均分。节点数据仅限保留单次检测的时段；按小时汇总部分的数据过期时间计入未监测。"),
  UNRECORDED(
      "Of %s of the addresses' time (%s) no record is kept, or not yet: it counts as neither up nor down, inside outages too.",
      "О части времени адресов (%s, %s) записей уже или ещё нет: оно не учитывается ни как доступность, ни как недоступность, в том числе внутри сбоев.",
      "各目标时间中有 %s（%s）已无或尚无记录：不计为正常也不计为故障，故障期间亦然。"),
  ROLLED(
      "Told by hourly sums; outages to the second. Hours that the period cuts are divided evenly. Nodes are not told, and stale time is among the unmonitored.",
      "Посчитано по часовым итогам; сбои с точностью до секунды. Часы, разрезанные границей периода, делятся равномерно. Данных по узлам нет; отсутствие свежих данных входит в «без наблюдения».",
      "按小时汇总统计；故障精确到秒。被区间边界截断的小时按比例均分。无节点数据；数据过期时间计入未监测。");

  private final String en;
  private final String ru;
  private final String zh;

  Clause(String en, String ru, String zh) {
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
