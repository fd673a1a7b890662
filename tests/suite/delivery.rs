//! Mail, time stamps and pings against servers that behave well or badly on purpose
//! (`tests/servers/README.md`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::support::{Folder, Ran, Server, python_with};

/// A Python that has what the servers need.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| python_with("delivery.txt"))
}

/// A case whose last week is issued to three people.
fn case_with(mail: &str) -> Folder {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let recipients = "[mail.recipients]\nexecutive = [\"Chief <chief@example.org>\", \
                      \"press@example.org\"]\ncounsel = [\"counsel@example.org\"]\n";
    let mail = format!("[mail]\nfrom = \"Reports <reports@example.com>\"\n{mail}{recipients}");
    folder.write("recover-report.toml", format!("{config}\n{mail}"));
    folder
}

fn smtp(folder: &Folder, mode: &str) -> Server {
    let mailbox = folder.path().join("mail/box");
    Server::start(python(), "smtp.py", &["--mailbox", mailbox.to_str().unwrap(), "--mode", mode])
}

/// A case, and what its config says of a server in a mode.
fn case_at(mode: &str) -> (Folder, Server) {
    let folder = case_with(
        "server = \"localhost:1\"\nca_file = \"mail/smtp-ca.pem\"\ntimeout_seconds = 1\n",
    );
    let server = smtp(&folder, mode);
    point_at(&folder, &server);
    (folder, server)
}

fn point_at(folder: &Folder, server: &Server) {
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let start = config.find("server = \"localhost:").unwrap();
    let end = start + config[start..].find('\n').unwrap();
    let line = format!("server = \"localhost:{}\"", server.port);
    folder.write("recover-report.toml", [&config[..start], &line, &config[end..]].concat());
}

/// The mails that arrived: for each its note.
fn arrived(folder: &Folder) -> Vec<serde_json::Value> {
    let notes = folder.files("mail/box").into_iter();
    let notes = notes.filter(|path| path.extension().is_some_and(|end| end == "json"));
    notes.map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap()).collect()
}

/// How often each mail arrived, by recipient and Message-ID.
fn by_recipient(folder: &Folder) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for note in arrived(folder) {
        let recipient = note["recipients"][0].as_str().unwrap().to_owned();
        let id = note["message_id"].as_str().unwrap().to_owned();
        *counts.entry((recipient, id)).or_default() += 1;
    }
    counts
}

fn run(folder: &Folder) -> Ran {
    let ran = folder.run(&["--format", "pdf"]);
    assert!(
        folder.files("reports").iter().any(|path| path.ends_with("report.json")),
        "{}",
        ran.stderr
    );
    ran
}

const EVERYBODY: [&str; 3] = ["chief@example.org", "counsel@example.org", "press@example.org"];

#[test]
fn each_document_is_sent_to_each_recipient_once() {
    let (folder, _server) = case_at("accept");
    let ran = run(&folder);
    assert!(ran.stderr.contains("mails sent: 3"), "{}", ran.stderr);
    let counts = by_recipient(&folder);
    let recipients: BTreeSet<&str> =
        counts.keys().map(|(recipient, _)| recipient.as_str()).collect();
    assert_eq!(recipients, BTreeSet::from(EVERYBODY));
    assert!(arrived(&folder).iter().all(|note| note["tls"] == true));
    run(&folder);
    let nothing = folder.run(&["deliver"]).expect(0);
    assert_eq!(nothing.stdout, "nothing waits to be sent\n");
    assert_eq!(by_recipient(&folder), counts);
    let ledger = String::from_utf8(folder.read("state/ledger.jsonl")).unwrap();
    assert_eq!(ledger.matches("\"event\":\"mailed\"").count(), 3);
    for ran in [ran, folder.run(&["doctor"])] {
        for address in EVERYBODY {
            assert!(!ran.stderr.contains(address) && !ran.stdout.contains(address));
        }
    }
}

#[test]
fn the_executives_document_goes_along_and_counsels_stays_where_it_is() {
    let (folder, _server) = case_at("accept");
    run(&folder);
    let mails = folder.files("mail/box").into_iter();
    let mails = mails.filter(|path| path.extension().is_some_and(|end| end == "eml"));
    let mut attached = 0;
    for path in mails {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let has_pdf = text.contains("Content-Type: application/pdf");
        assert_eq!(has_pdf, !text.contains("To: counsel@example.org"), "{text}");
        attached += usize::from(has_pdf);
        assert!(text.contains("Subject: Recovery report: "), "{text}");
    }
    assert_eq!(attached, 2);
}

#[test]
fn without_a_server_mail_is_put_into_a_folder() {
    let folder = case_with("");
    let ran = run(&folder);
    assert!(ran.stderr.contains("mails put into the folder for them: 3"), "{}", ran.stderr);
    let once = folder.files("state/outbox");
    assert_eq!(once.len(), 3);
    run(&folder);
    assert_eq!(folder.files("state/outbox"), once);
}

/// Runs against a server that fails, then against one that does not; what the first run ended with.
#[track_caller]
fn after_failing(mode: &str, code: i32, verb: &[&str]) -> (Folder, Ran) {
    let (folder, server) = case_at(mode);
    let ran = run(&folder).expect(code);
    drop(server);
    let server = smtp(&folder, "accept");
    point_at(&folder, &server);
    folder.run(verb).expect(0);
    let nothing = folder.run(&["deliver"]).expect(0);
    assert_eq!(nothing.stdout, "nothing waits to be sent\n");
    (folder, ran)
}

/// Every mail arrived, and no two of a kind have different Message-IDs.
#[track_caller]
fn nothing_is_lost_or_sent_twice(folder: &Folder, attempts: usize) {
    let counts = by_recipient(folder);
    let recipients: Vec<&str> = counts.keys().map(|(recipient, _)| recipient.as_str()).collect();
    assert_eq!(recipients, EVERYBODY);
    assert!(counts.values().all(|count| *count == attempts), "{counts:?}");
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let (folder, _server) = case_at("busy");
    run(&folder).expect(4);
    nothing_is_lost_or_sent_twice(&folder, 1);
}

#[test]
fn a_server_that_cuts_off_gets_the_same_mail_again_under_the_same_id() {
    let (folder, _server) = case_at("cut");
    run(&folder).expect(4);
    // It kept what it gave no answer to; by the Message-ID it knows the second as the same.
    nothing_is_lost_or_sent_twice(&folder, 2);
    assert_eq!(arrived(&folder).iter().filter(|note| note["answered"] == true).count(), 3);
}

#[test]
fn a_server_that_refuses_is_asked_again_only_by_a_person() {
    let (folder, ran) = after_failing("refuse", 7, &["deliver", "--refused"]);
    assert!(
        ran.stderr.contains("c…@example.org: refused: permanent error (550)"),
        "{}",
        ran.stderr
    );
    nothing_is_lost_or_sent_twice(&folder, 1);
}

#[test]
fn what_was_refused_is_told_until_it_is_tried_again() {
    let (folder, _server) = case_at("refuse");
    run(&folder).expect(7);
    let ran = folder.run(&["deliver"]).expect(0);
    assert!(ran.stdout.contains("refused: 3"), "{}", ran.stdout);
    let ran = folder.run(&["doctor"]);
    assert!(ran.stdout.contains("0 waiting (`deliver`), 3 refused"), "{}", ran.stdout);
}

#[test]
fn a_password_in_the_name_of_the_server_is_refused_and_not_shown() {
    for server in
        ["smtp://localhost:25", "bob:geheim@localhost:25", ":geheim@localhost", "localhost/x"]
    {
        let folder = case_with(&format!("server = \"{server}\"\n"));
        let ran = folder.run(&["check"]).expect(2);
        assert!(ran.stderr.contains("is no name of a host"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("geheim"), "{}", ran.stderr);
    }
}

#[test]
fn a_server_that_says_nothing_is_left_alone_until_the_next_run() {
    for mode in ["stall-ehlo", "stall-data"] {
        let (folder, ran) = after_failing(mode, 75, &["deliver"]);
        assert!(ran.stderr.contains("not sent yet"), "{}", ran.stderr);
        nothing_is_lost_or_sent_twice(&folder, 1);
    }
}

#[test]
fn nothing_is_said_to_a_server_that_cannot_keep_it_secret_or_is_another() {
    for mode in ["no-tls", "bad-cert", "reject-auth"] {
        let (folder, ran) = after_failing(mode, 7, &["deliver"]);
        assert!(ran.stderr.contains("not sent as the settings are"), "{}", ran.stderr);
        nothing_is_lost_or_sent_twice(&folder, 1);
    }
}

#[test]
fn a_user_logs_in_with_a_password_that_nobody_else_can_read() {
    let folder = case_with(
        "server = \"localhost:1\"\nca_file = \"mail/smtp-ca.pem\"\nuser = \"reports\"\n\
         password_file = \"smtp.password\"\n",
    );
    let mailbox = folder.path().join("mail/box");
    let login = ["--user", "reports", "--password", "pa ss"];
    let server = Server::start(
        python(),
        "smtp.py",
        &[&["--mailbox", mailbox.to_str().unwrap()][..], &login].concat(),
    );
    point_at(&folder, &server);
    folder.write("smtp.password", "pa ss\n");
    let path = folder.path().join("smtp.password");
    let set = |mode| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o644);
    let refused = folder.run(&["--format", "pdf"]).expect(2);
    assert!(refused.stderr.contains("smtp.password can be read by others"), "{}", refused.stderr);
    set(0o600);
    run(&folder).expect(4);
    assert!(arrived(&folder).iter().all(|note| note["user"] == "reports"));
    nothing_is_lost_or_sent_twice(&folder, 1);
}

/// A case that is sealed and asks an authority in a mode; and the authority.
fn case_stamped(mode: &str) -> (Folder, Server) {
    let folder = Folder::of_story("one-storm");
    folder.run(&["init", "--key", "seal.key"]).expect(0);
    let tsa = folder.path().join("tsa");
    let server =
        Server::start(python(), "tsa.py", &["--folder", tsa.to_str().unwrap(), "--mode", mode]);
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let evidence = format!(
        "[evidence]\nseal_key = \"seal.key\"\ntimestamp_url = \"http://127.0.0.1:{}/\"\n\
         timestamp_ca = \"tsa/ca.pem\"\n",
        server.port
    );
    folder.write("recover-report.toml", format!("{config}\n{evidence}"));
    (folder, server)
}

const WEEK: [&str; 4] = ["--week", "2026-W20", "--format", "pdf"];

#[test]
fn a_seal_is_stamped_and_openssl_agrees() {
    let (folder, _server) = case_stamped("grant");
    folder.run(&WEEK).expect(0);
    let report = folder.path().join("reports/shop/2026-W20");
    let checked = Command::new("openssl")
        .args(["ts", "-verify", "-data"])
        .arg(report.join("seal.json"))
        .arg("-in")
        .arg(report.join("seal.json.tsr"))
        .arg("-CAfile")
        .arg(folder.path().join("tsa/ca.pem"))
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let verified = folder.run(&["verify"]).expect(0);
    assert!(verified.stdout.contains("as issued and sealed, as of 20"), "{}", verified.stdout);
    folder.run(&["bundle", "shop-2026-W20"]).expect(0);
    assert!(folder.path().join("shop-2026-W20-bag/data/report/seal.json.tsr").is_file());
    let mut reply = folder.read("reports/shop/2026-W20/seal.json.tsr");
    let last = reply.len() - 1;
    reply[last] ^= 1;
    folder.write("reports/shop/2026-W20/seal.json.tsr", reply);
    let altered = folder.run(&["verify"]).expect(5);
    assert!(altered.stdout.contains("seal.json.tsr was changed"), "{}", altered.stdout);
}

#[test]
fn a_reply_that_does_not_count_is_not_kept_and_says_why() {
    for (mode, code, says) in [
        ("reject", 4, "the authority refused: the clock is not available"),
        ("wrong-imprint", 4, "it is about other bytes"),
        ("wrong-nonce", 4, "it answers another query"),
        ("bad-signature", 4, "its signature is wrong"),
        ("wrong-purpose", 4, "its signer's certificate is not for time stamps alone"),
        ("garbage", 4, "it is no reply of RFC 3161"),
        ("http-500", 75, "500"),
    ] {
        let (folder, _server) = case_stamped(mode);
        let ran = folder.run(&WEEK).expect(code);
        assert!(ran.stderr.contains(says), "{mode}: {}", ran.stderr);
        assert!(!folder.path().join("reports/shop/2026-W20/seal.json.tsr").exists());
    }
}

#[test]
fn a_stamp_that_was_not_given_is_asked_for_again() {
    let (folder, server) = case_stamped("grant");
    let port = server.port;
    drop(server);
    let ran = folder.run(&WEEK).expect(75);
    assert!(ran.stderr.contains("shop-2026-W20 has no time stamp yet"), "{}", ran.stderr);
    let doctor = folder.run(&["doctor"]);
    assert!(doctor.stdout.contains("none yet on shop-2026-W20"), "{}", doctor.stdout);
    let (tsa, port) = (folder.path().join("tsa"), port.to_string());
    let _server =
        Server::start(python(), "tsa.py", &["--folder", tsa.to_str().unwrap(), "--port", &port]);
    folder.run(&["--week", "2026-W21", "--format", "pdf"]);
    for week in ["W20", "W21"] {
        let stamp = format!("reports/shop/2026-{week}/seal.json.tsr");
        assert!(folder.path().join(stamp).is_file(), "{week}");
    }
}

#[test]
fn an_authority_that_nobody_trusts_stamps_nothing() {
    let (folder, _server) = case_stamped("grant");
    let other = folder.path().join("other");
    let _other = Server::start(python(), "tsa.py", &["--folder", other.to_str().unwrap()]);
    std::fs::copy(other.join("ca.pem"), folder.path().join("tsa/ca.pem")).unwrap();
    let ran = folder.run(&WEEK).expect(4);
    assert!(ran.stderr.contains("certificate is not to be trusted"), "{}", ran.stderr);
}

/// Answers every call with 200, and says which paths were asked.
fn listener() -> (u16, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut bytes = [0; 1024];
            let length = stream.read(&mut bytes).unwrap();
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
            if sender.send(path).is_err() {
                return;
            }
        }
    });
    (port, asked)
}

#[test]
fn whoever_watches_hears_of_the_beginning_and_the_end() {
    let (port, asked) = listener();
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write(
        "recover-report.toml",
        format!("ping_url = \"http://127.0.0.1:{port}/a1\"\n{config}"),
    );
    run(&folder);
    folder.write("events.csv", "no,such,columns\n1,2,3\n");
    folder.run(&[]).expect(3);
    let heard: Vec<String> = asked.try_iter().collect();
    assert_eq!(heard, ["/a1/start", "/a1", "/a1/start", "/a1/3"]);
}
