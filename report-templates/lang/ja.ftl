# 紙面のすべての言葉。数は二度渡される。`$n` は単複を決め、`$n-text` が印字される。

percent = { $value }%
title = 評判回復レポート
title-for = 評判回復レポート：{ $organization }（{ $period }）
description = { $organization }に関する投稿と検索結果（{ $from }から{ $to }まで）
period-week = 第{ $week }週（{ $from }～{ $to }）
period-span = { $from }～{ $to }
as-of-line = { $day }時点で判明していた内容
page-of = ページ
no-figure = データなし

talk-heading = 話題：人々の声
talk-figure-label-texts = 判定済み投稿のうち否定的なもの
talk-figure-label-counts = 集計件数のうち否定的なもの
talk-figure-label-shares = ニュースフィードのうち否定的なもの
talk-share = { $scored }件中{ $negative }件（95%信頼区間 { $low }～{ $high }）
talk-corrected = 判定誤差を補正すると{ $share }（95%信頼区間 { $low }～{ $high }、人が確認した{ $labeled-text }件による）
talk-not-corrected = 補正できません：人が確認した{ $labeled-text }件では、判定の区別が不十分です
talk-originals = オリジナル投稿{ $originals-text }件、うち否定的{ $negative-text }件
days-with-data = （{ $all-text }日中{ $days-text }日にデータあり）
talk-previous = 直前の{ $days-text }日間は{ $share }
talk-baseline = 平常時（{ $from }～{ $to }）は{ $share }
talk-none = この期間に該当する投稿も集計もありません。批判がなかったという意味ではありません。

record-heading = 記録：検索に残るもの
record-figure-label-weighted = 検索上位10件のうち本件に関するもの（検索語の重み付き）
record-figure-label = 検索上位10件のうち本件に関するもの
record-seen = 有効な取得{ $captures-text }回中{ $seen-text }回で確認（最高{ $best }位）
record-clean = 有効な取得{ $captures-text }回のいずれでも確認されず
record-previous = 直前の{ $days-text }日間は{ $share }
record-previous-none = 直前の{ $days-text }日間に有効な取得なし
record-baseline = 平常時は{ $share }
record-owned = 上位10件に占める自社ページは{ $share }
record-none = この期間に有効な取得がありません。問題がなかったことを示すものではありません。
visibility-band-week = { $week }からの週に本件のページが集める注目は{ $low }～{ $high }（クリック率曲線による）
visibility-band = 本件のページが集める注目は{ $low }～{ $high }（クリック率曲線による）

talk-chart-title-texts = 否定的なオリジナル投稿数（日別）
talk-chart-title-counts = 否定的な件数（日別）
talk-chart-title-shares = ニュースフィードの否定的割合（日別）
talk-chart-note = 網掛けは平常時と対象期間。番号は2ページの「経緯」に対応。線が途切れる箇所はデータがない日です。
talk-chart-alt-texts = { $from }から{ $to }までの否定的なオリジナル投稿数（日別）。最大は{ $peak-day }の{ $peak-text }件、データのある直近{ $days-text }日間は1日平均{ $mean }件。
talk-chart-alt-counts = { $from }から{ $to }までの否定的な件数（日別）。最大は{ $peak-day }の{ $peak-text }件、データのある直近{ $days-text }日間は1日平均{ $mean }件。
talk-chart-alt-shares = { $from }から{ $to }までのニュースフィードの否定的割合（日別）。最大は{ $peak-day }の{ $peak }、データのある直近{ $days-text }日間の平均は{ $mean }。
record-chart-title = 本件を示すページの検索順位
record-chart-note = 1が最上位。番号は2ページの表に対応。取得結果に現れない箇所で線は途切れ、×は取得の失敗を示します。
record-chart-alt = 本件を示すページ{ $pages-text }件の検索順位の推移（{ $from }から{ $to }まで）。最高は{ $best }位。
record-chart-none = 有効な取得のいずれにも、本件を示すページはありませんでした。
nothing-looked-at = 期間の最後の14日間に有効な取得がないため、残存・消滅の状況は分かりません。
nothing-captured = 検索結果はまだ一度も取得されていないため、検索に何が残っているかは分かりません。
talk-chart-none = 表示できる話題のデータがありません。

changes-heading = 現在のデジタルタトゥー
change-lingering =
    { $count ->
        [0] 残存しているページはありません
       *[other] { $count-text }ページが残存
    }（4週間以上前に初めて確認され、今も表示されるもの）
change-new = { $count-text }ページが直近4週間に新たに出現
change-resurfaced = { $count-text }ページがいったん消えた後、この期間に再浮上
change-gone = { $count-text }ページが消滅（直近14日間の有効な取得に現れず）
change-open-removals = 削除申請{ $count-text }件が未決（最長{ $days-text }日）

register-heading = 本件に言及したページ
register-none = 有効な取得のいずれにも、本件を示すページはありませんでした。
register-page = ページ
register-term = 検索語
register-first = 初確認
register-last = 最終確認
register-seen = 確認回数
register-best = 最高
register-latest = 最新
register-state = 状態
register-owned = 自社
register-more = ほか{ $count-text }件は添付の表 lingering_register.csv にあります。
register-of = { $possible-text }回中{ $seen-text }回
state-lingering = 残存
state-intermittent = 断続
state-resurfaced = 再浮上
state-new = 新規
state-gone = 消滅
state-below-depth = 取得範囲外
state-unobserved = 未観測

first-page-heading = 検索1ページ目（最新の取得）
first-page-none = この期間に検索1ページ目の取得はありません。
first-page-captured = 取得日
first-page-top = 上位{ $top }
first-page-best = 最高
first-page-owned = 自社
first-page-of = { $results-text }件中{ $incident-text }件
tracked-line = 順位計測「{ $term }」：{ $day }は{ $position }位
tracked-line-none = 順位計測「{ $term }」：{ $day }は圏外

captures-period = 期間内の有効な取得{ $ok-text }回、失敗{ $failed-text }回、結果なし{ $empty-text }回。
captures-all = 全期間で有効な取得のある日は{ $days-text }日。

events-heading = 経緯
events-none = 記録された出来事はありません。
events-more = これ以前の{ $count-text }件は添付の表 event_log.csv にあります。
event-incident = 発端
event-noticed = 覚知
event-statement = 声明
event-apology = 謝罪
event-withdrawal = 取り下げ
event-measure = 再発防止
event-coverage = 報道
event-relapse = 再燃
event-hearing = 期日
event-takedown = 削除

removals-heading = 削除申請
removals-none = 記録された削除申請はありません。
removals-channel = 申請先
removals-filed = 申請日
removals-outcome = 結果
removals-open = 日数
removals-more = ほか{ $count-text }件は添付の表 removal_docket.csv にあります。
channel-platform = プラットフォーム
channel-search-engine = 検索エンジン
channel-publisher = 発行元
outcome-undecided = 未決
outcome-removed = 削除
outcome-delisted = 検索除外
outcome-refused = 却下
outcome-withdrawn = 取下げ

notes-heading = 読むうえでの注意
note-no-data = この期間には投稿も集計も有効な取得もなく、何も判断できません。
note-no-talk = この期間には投稿も集計もなく、話題については判断できません。
note-no-capture = この期間には有効な取得がなく、検索結果については判断できません。
note-failed-captures =
    { $days ->
        [1] { $from }に{ $count-text }回の取得が失敗しました。
       *[other] { $from }から{ $to }までの{ $days-text }日に計{ $count-text }回の取得が失敗しました。
    }欠測であり、問題がなかったことを示すものではありません。
note-capture-holes = 取得の空白が{ $count-text }か所、計{ $days-text }日あります。その間の検索結果は分かりません。
note-shares-only = 話題の出典は長さの限られたフィードです。割合には意味がありますが、件数には意味がないため示しません。
note-no-baseline = 発生前の平常時データがないため、話題が平常に戻ったかどうかは判断できません。
note-uncorrected = 割合は機械判定のままです。人による標本確認が行われていないため、判定誤差を含みます。`recover-report audit draw`で確認用の標本を抽出できます。
note-stale-audit = 割合は機械判定のままで、補正していません。人による確認は以前の判定器に対するものです。同じ確認表で`recover-report audit apply`を実行すると、現在の判定を評価できます。
note-rejected-rows = 入力のうち{ $count-text }行は使用できませんでした。rejected.csv に一覧があります。
note-replaced-characters = 入力のうち{ $count-text }文字は復号できませんでした。
note-unscored = 期間内の{ $count-text }件は判定できる言語ではなく、どの割合にも含まれません。
note-override = 「{ $name }」の集計式は本プログラムのものではありません。
note-override-template = テンプレート「{ $name }」は本プログラムのものではありません。
note-stale-reading = { $count-text }個のファイルは変更前の設定で読み込まれており、読み直すための元ファイルがありません。
note-mangled-ids = { $count-text }個のファイルでは、投稿IDが表計算ソフトで丸められているか行番号であるため使用せず、本文・投稿者・日時で投稿を区別しました。
note-passed-over = 圧縮ファイルまたはブック内の{ $count-text }個の表は既知の形式ではないため、読み込みませんでした。
note-fetch-cap = 情報源「{ $source }」は1日あたり{ $limit-text }件を超えません（{ $from }～{ $to }）。割合には意味がありますが、件数には意味がありません。
note-depth-change = { $from }以降、{ $count-text }個の検索語句の取得の深さが{ $before-text }件から{ $after-text }件に変わりました。それより下の結果は「見えない」のであって「消えた」のではありません。
note-renamed-term = { $from }以降、検索語句「{ $before }」は「{ $after }」と表記されています。同じ語句として扱います。
note-vanished-items = 以前のデータにあった{ $count-text }件の言及が、同じ日を含む後のデータにありません。削除は回復のように見えます。
note-changed-items = { $count-text }件が別の本文・判定・件数で再び届きました。最新のものを示し、以前のものも保存しています。
note-label-words = { $file }以降、提供元の判定にこれまでなかった語が使われています：{ $words }。前後の割合は比較できない可能性があります。
note-display = 表示のため、外部の文字列のうち{ $count-text }か所を置換または短縮しました。原文は report.json にあります。

sources-line = 入力{ $files-text }ファイル、{ $rows-text }行（採用{ $kept-text }、重複{ $folded-text }、不採用{ $rejected-text }）。図表の元データは添付の表に、定義は report.json に、各ファイルのハッシュは manifest.json にあります。
attachment-report = 紙面に示すすべてのデータ
attachment-manifest = 本レポートの作成元
attachment-table = 図表の元データ：{ $name }

# How the clocks stand
verdict-clock-talk = 話題
verdict-clock-record = 記録
verdict-recovered = 回復
verdict-recovering = 回復途上
verdict-not-recovering = 回復の進展なし
verdict-relapsed = 再燃
verdict-cannot-tell = 判断不能
verdict-since = { $day }の週から
against-heading = この判断に反する主な事実
against-heading-none = 判明している事実
points = { $value }ポイント
verdict-talk-figures = { $to }までの2週間の否定的割合は{ $now }、平常時は{ $usual }です。差は{ $difference }（95%信頼区間 { $low }～{ $high }）で、{ $margin }ポイントまでを平常の範囲（許容幅）とみなします。
verdict-talk-now = { $to }までの2週間の否定的割合は{ $now }です（95%信頼区間 { $low }～{ $high }）。
verdict-part = 最も悪化した週（{ $peak }）から元の水準までの隔たりのうち、解消したのは{ $part }です（95%信頼区間 { $low }～{ $high }）。
verdict-part-record = 最も悪化した2週間（上位10件の{ $peak }）から元の水準までの隔たりのうち、解消したのは{ $part }です（95%信頼区間 { $low }～{ $high }）。
verdict-no-storm = 炎上は検出されておらず、回復すべき対象がありません。
verdict-record-seen = 有効な取得のある{ $looks-text }日中{ $days-text }日で、本件が検索上位10件に現れました（最後は{ $last }、最高{ $best }位）。
verdict-record-clean = { $day }以降の有効な取得では、上位10件に現れていません。
verdict-record-never = 有効な取得のある{ $looks-text }日のいずれにも、本件は検索上位10件に現れていません。
verdict-cannot = { $reason }ため、判断できません。

needs-data = データがない
needs-baseline = 発生前のデータのある日が{ $count-text }日で、必要な{ $of-text }日に満たない
needs-onset = 発生日も平常時の期間も設定されておらず、その起点となる炎上も検出されていない
needs-storm = 炎上が検出されていない
needs-scored = その週の判定済み投稿が{ $count-text }件で、必要な{ $of-text }件に満たない
needs-captures = 直近4週間の有効な取得が{ $count-text }回で、必要な{ $of-text }回に満たない
needs-weeks = 完了した週が{ $count-text }週で、必要な{ $of-text }週に満たない
needs-one-measure = 測定条件が変わり（変更日 { $on }）、「{ $about }」が比較の両側にそろっていない
needs-past-peak = ピーク後のデータのある日が{ $count-text }日で、必要な{ $of-text }日に満たない
needs-excess = 平常時を上回る話題がなく、減衰を測れない
needs-stable-half-life = データ上、半減期は{ $low }～{ $high }日のどの値もありうる
needs-stable-half-life-open = データ上、半減期は{ $low }日以上のどの値もありうる
needs-volume = 出典が割合のみを示し、件数を示さない
needs-comparison = 比較の対象がない
needs-days-before = 直前のピークからこの出来事までの日数が{ $count-text }日で、必要な{ $of-text }日に満たない
needs-days-after = この出来事の後の日数が{ $count-text }日で、必要な{ $of-text }日に満たない
needs-event-alone = 別の出来事（{ $on }）との間隔が短すぎる
needs-placebos = 比較に用いる、出来事のない日が{ $count-text }日で、必要な{ $of-text }日に満たない
needs-outside-placebos = 何も行わなかった日にも同程度の変化が見られる
needs-clear-change = 変化の区間に「変化なし」が含まれる
needs-control-fit = 対照系列が話題の動きと連動していない
needs-two-phases = 話題の減衰が二段階ではない
needs-rise = 割合に明確な上昇がなく、測るべき回復の幅がない
needs-gone = これまでに該当したものが{ $count-text }件で、必要な{ $of-text }件に満たない
needs-forecasts = 検証の時期を迎えた過去の予測がまだない

fact-storm-open = { $day }に始まった炎上が続いています。
fact-storm-pending = 直近数日の批判は、偶然の変動では説明しにくい水準です。炎上に当たるかどうかは、今後2日で分かります。
fact-last-seen = 本件が検索上位10件に最後に現れたのは{ $day }です（これまでの最高{ $best }位）。
fact-resurfaced = いったん消えた{ $count-text }ページが、この期間に再浮上しました。
fact-claim-grows = 事実確認の結果が「{ $found }」の主張が増えています：期間内{ $count-text }件、前の期間{ $previous-text }件。「{ $statement }」
found-true = 事実
found-false = 虚偽
found-disputed = 争いあり
found-open = 未確定
fact-lingering = { $count-text }ページが検索結果に残存しています（現在の最上位は{ $best }位）。
fact-share-above = 否定的割合と平常時との差は、なお{ $high }に達する可能性があります。
fact-count-above = 直近の完了した週の否定的な投稿は{ $count-text }件で、偶然の変動として見込まれる上限は{ $bound }件です。
fact-relapses = 再燃が{ $count-text }回あり、最後は{ $day }です。
fact-near-storm = { $day }は炎上に近い水準でした：否定的な投稿は{ $count-text }件。3日のうち2日で{ $bound }件を超えると炎上とみなします。
fact-near-storm-share = { $day }は炎上に近い水準でした：{ $total-text }件中{ $count-text }件が否定的。3日のうち2日で{ $bound }件を超えると炎上とみなします。
fact-suggestions = 検索候補・関連検索の{ $share }が本件に触れています。
fact-vanished = { $count-text }件の投稿が後のデータにありません。削除は回復のように見えます。
fact-failed-captures = 直近4週間に{ $count-text }回の取得が失敗しました。
fact-below-depth = { $count-text }ページは、取得範囲より下にある可能性があります。
fact-shallow = 一部の取得は、上位{ $depth-text }件までしか見ていません。
fact-unchecked = 割合の根拠となる機械判定を、人が確認していません。
fact-no-volume = 出典が示すのは割合のみで、どれだけ語られたかは分かりません。
fact-few-scored = 根拠は2週間の判定済み投稿{ $count-text }件に限られます。
fact-few-captures = 根拠は2週間の取得{ $count-text }回に限られます。
fact-no-earlier-capture = 発生前の取得がないため、当時の検索結果は分かりません。
fact-storm-ended = 最後の炎上は{ $day }に終息しました。
fact-share-fell = 否定的割合は、最も悪化した週の{ $from }から{ $to }に低下しました。
fact-half-life = 平常時を上回る話題は、{ $days }日ごとに半減しています。
fact-clean-since = { $day }以降の有効な取得では、検索上位10件に本件は現れていません。
fact-gone = { $of-text }ページ中{ $count-text }ページが消滅しました。

# What it went through
course-heading = 炎上と沈静化の経過
course-quiet = 平常時：否定的な投稿は1日{ $usual }件、否定的割合は{ $share }（{ $from }～{ $to }、データのある日{ $days-text }日、{ $origin }）。
course-quiet-share = 平常時：否定的割合は{ $share }（{ $from }～{ $to }、データのある日{ $days-text }日、{ $origin }）。
origin-config = 設定による指定
origin-before-onset = 発生日の1週間前までの8週間
origin-before-found-onset = 検出された発生日の1週間前までの8週間
course-no-quiet = { $reason }ため、平常時の水準は分かりません。
course-storm =
    { $open ->
        [yes] { $number }回目の炎上：{ $from }に始まり、継続中
       *[no] { $number }回目の炎上：{ $from }～{ $to }
    }。否定的な投稿は最大で1日{ $peak-text }件（{ $peak-day }）、平常時を上回る分はこれまでに判明した限り計{ $size }件。
course-storm-share =
    { $open ->
        [yes] { $number }回目の炎上：{ $from }に始まり、継続中
       *[no] { $number }回目の炎上：{ $from }～{ $to }
    }。最大は{ $peak-day }で、{ $total-text }件中{ $peak-text }件が否定的。
course-arrival = { $number }回目の炎上は最初に{ $platform }に現れ、その{ $hours }時間後にニュースに現れました。
course-unconfirmed = 別の手法では、水準の変化は{ $number }回目の炎上の開始時ではなく、{ $day }に認められます。
course-unconfirmed-none = 別の手法では、{ $number }回目の炎上の開始時に水準の変化は認められません。
course-none = 炎上は検出されていません。
course-nearest = 炎上に最も近かったのは{ $day }で、否定的な投稿は{ $count-text }件でした。平常時は{ $mean }件で、3日のうち2日で{ $bound }件を超えると炎上とみなします。
course-nearest-share = 炎上に最も近かったのは{ $day }で、{ $total-text }件中{ $count-text }件が否定的でした。平常時は{ $mean }件で、3日のうち2日で{ $bound }件を超えると炎上とみなします。
course-half-life = 平常時を上回る話題の半減期は{ $days }日です（95%信頼区間 { $low }～{ $high }日）。{ $shape }。
course-no-half-life = { $reason }ため、安定した半減期はまだ示せません。
shape-exponential = 減衰の速さは一定です
shape-power-law = 減衰は次第に遅くなっています
shape-two-phase = 減衰は二段階です
course-tattoo = 注目の{ $share }が、ゆっくり薄れる記憶に移りました（95%信頼区間 { $low }～{ $high }、Candiaら 2019 に基づく本レポートの解釈）。
course-weeks =
    { $weeks ->
        [0] このモデルでは、話題は既に許容幅の範囲内です。
       *[other] このモデルでは、{ $weeks-text }週間で許容幅に収まる見込みです（{ $low }～{ $high }週間）。
    }
course-ahead = 来週の否定的な投稿は{ $median }件と見込まれます（80%予測区間 { $low }～{ $high }件）。
course-foretold = 過去の予測{ $count-text }件のうち、{ $share }が80%予測区間に収まりました。
course-rates = 参考：日本の事例の継続期間は平均31日（コムニコ 2021）。炎上78件のうち、ブランドの印象が短期的に損なわれたものは58%、長期的に損なわれたものは40%（Hansenら 2018）。
list-separator = 、
course-themes = 以前より多く使われている言葉：{ $words }。
course-stay = 本件のページが上位10件にとどまる日数の中央値は{ $days }日です（{ $pages-text }ページ中{ $left-text }ページが上位10件から外れました。95%信頼区間 { $low }～{ $high }日）。
course-stay-open = 上位10件から外れた本件のページは{ $pages-text }ページ中{ $left-text }ページで、とどまる日数の中央値を示すには足りません。
course-overlap = 「{ $term }」の検索1ページ目：前の期間と{ $share }一致。
course-overlap-baseline = 「{ $term }」の検索1ページ目：発生前と{ $share }一致。
course-suggestions = 「{ $term }」：検索候補{ $count-text }件のうち、{ $share }が本件に言及。

# What was done, and what came of it
actions-heading = 講じた措置とその後の経過
answer-in-time = { $number }回目の炎上、{ $step }：{ $hours }時間後、期限内（計画 { $planned }時間以内）。
answer-late = { $number }回目の炎上、{ $step }：{ $hours }時間後、期限超過（計画 { $planned }時間以内）。
answer-unclear = { $number }回目の炎上、{ $step }：{ $hours }時間後。日付しか分からないため、期限内（計画 { $planned }時間以内）かどうかは不明。
answer-missing = { $number }回目の炎上、{ $step }：計画は{ $planned }時間以内、記録なし。
answer-to-come = { $number }回目の炎上、{ $step }：計画は{ $planned }時間以内、期限前で未実施。
answer-unplanned = { $number }回目の炎上、{ $step }：{ $hours }時間後（計画なし）。
hours-range = { $low }～{ $high }
step-notice = 覚知
step-fact-check = 事実確認
step-statement = 最初の声明
step-apology = 謝罪
step-measures = 再発防止策
effect-found = { $day }、{ $kind }：その後{ $days-text }日間の否定的な投稿は、予想された件数に対して{ $change }（95%信頼区間 { $low }～{ $high }）。何も行わなかった日では{ $placebo-low }～{ $placebo-high }。
effect-none = { $day }、{ $kind }：{ $reason }ため、効果を切り分けられません。否定的な投稿は直前の3日間に{ $before }件、当日からの3日間に{ $after }件。
effect-none-bare = { $day }、{ $kind }：{ $reason }ため、効果を切り分けられません。
request-overdue = { $id }（{ $clock }）：{ $day }の期限を過ぎて未決。
request-due-soon = { $id }（{ $clock }）：期限は{ $day }。
request-decided-late = { $id }（{ $clock }）：{ $day }の期限を過ぎて決定。
request-reappeared = { $id }：削除後、{ $day }に再び表示されました。
channel-in-time = { $channel }：期限のある申請{ $count-text }件のうち、{ $share }が期限内に決定。
logs-red = { $id }：投稿から{ $days-text }日が経過し、アクセスログは既に失われている可能性があります。
logs-amber = { $id }：投稿から{ $days-text }日が経過し、アクセスログは間もなく失われます。
promise-overdue = 約束し、期限を{ $days-text }日過ぎて未履行：{ $title }。
promise-kept-late = 約束し、期限から{ $days-text }日遅れて履行：{ $title }。
promises-kept = 約束{ $of-text }件中{ $count-text }件が期限内に履行されました。
claim-line = 主張（{ $found }）：「{ $statement }」期間内{ $count-text }件、前の期間{ $previous-text }件。
event-fact-check = 事実確認
event-investigation = 調査
channel-host = ホスティング事業者
verdict-talk-corrected = 差はラベルの誤りを補正した値で、割合はラベルのままの値です。
course-related = 「{ $term }」：関連検索{ $count-text }件のうち、{ $share }が本件に言及。
event-settlement = 和解
event-compensation = 補償
verdict-held = 以前の週にこの基準を満たしており、2週続けて反する結果が出るまで「回復」とします。
needs-horizon = 到達は2年より先になる
needs-trend = 炎上の沈静化が一様でなく、この出来事がなかった場合の推移を示せない
promise-relapse = その間、{ $day }に再び炎上が起きています。
