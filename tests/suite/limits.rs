//! Files that ask for more than anybody's export would: named and refused, at once and cheaply; and
//! spreadsheets and Parquet that do not, which are read.

use std::io::{Cursor, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::metadata::{
    ColumnChunkMetaData, FileMetaData, ParquetMetaData, ParquetMetaDataWriter, RowGroupMetaData,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{SchemaDescriptor, Type};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::Folder;

const CONFIG: &str = r#"
[[case]]
id = "shop"
organization = "The Shop"
incident_terms = ["boycott"]

[[input]]
kind = "mentions"
files = ["in/*"]
"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("recover-report.toml", CONFIG);
    folder
}

/// What `check` says of one file that it refuses.
fn refused(name: &str, bytes: &[u8], limits: &str) -> String {
    let folder = folder();
    folder.write("recover-report.toml", format!("{CONFIG}\n[limits]\n{limits}\n"));
    folder.write(&format!("in/{name}"), bytes);
    let ran = folder.run(&["check"]).expect(3);
    assert!(ran.stderr.contains(&format!("in/{name}")), "{}", ran.stderr);
    ran.stderr
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The least that a spreadsheet program takes for a workbook of one sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    workbook_after("", sheet)
}

/// The same with a document type before the sheet.
fn workbook_after(doctype: &str, sheet: &str) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org";
    let types = format!(
        r#"<?xml version="1.0"?><Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#
    );
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<?xml version="1.0"?><Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"<?xml version="1.0"?><workbook xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="Posts" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheet = format!(
        r#"<?xml version="1.0"?>{doctype}<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(name: &str, text: &str) -> String {
    format!(r#"<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_is_named() {
    let far = format!(
        r#"<row r="1">{}{}</row><row r="1048576">{}</row>"#,
        cell("A1", "published_at"),
        cell("B1", "text"),
        cell("XFD1048576", "2")
    );
    let bytes = workbook(&far);
    assert!(bytes.len() < 2500, "{}", bytes.len());
    let said = refused("far.xlsx", &bytes, "");
    assert!(
        said.contains("it has a cell XFD1048576, and `limits.sheet_columns` is 2000"),
        "{said}"
    );
    assert!(said.contains("raise `sheet_columns` under [limits]"), "{said}");
}

#[test]
fn a_sheet_is_read_by_its_own_rows_and_blank_ones_do_not_count() {
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="3"><c r="A3"><v>46153.5</v></c>{}</row><row r="900000"><c r="A900000"><v>46154</v></c>{}</row>"#,
        cell("A1", "published_at"),
        cell("B1", "text"),
        cell("B3", "Boycott, they say"),
        cell("B900000", "Far below")
    );
    let folder = folder();
    folder.write("in/posts.xlsx", workbook(&rows));
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let passport = &told["inputs"][0]["passport"];
    assert_eq!(
        (&passport["path"], &passport["rows_read"]),
        (&"in/posts.xlsx/Posts".into(), &2.into())
    );
    let rows = told["inputs"][0]["first_rows"]["mentions"].as_array().unwrap();
    assert_eq!((&rows[0]["line"], &rows[1]["line"]), (&3.into(), &900_000.into()));
    assert_eq!(rows[0]["published_at"], "2026-05-11T12:00:00Z");
}

#[test]
fn bombs_are_refused_by_what_they_unpack_to() {
    let sheet = format!(r#"<row r="1">{}</row>"#, cell("A1", &"A".repeat(300_000_000)));
    let said = refused("bomb.xlsx", &workbook(&sheet), "");
    assert!(said.contains("`limits.unpacked_ratio` is 200"), "{said}");
    let zeros = vec![b'0'; 300_000_000];
    let said = refused("bomb.zip", &zipped(&[("posts.csv", &zeros)]), "");
    assert!(said.contains("`limits.unpacked_ratio` is 200"), "{said}");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&zeros).unwrap();
    let said = refused("bomb.csv", &gzip.finish().unwrap(), "");
    assert!(said.contains("`limits.unpacked_ratio` is 200"), "{said}");
    let said = refused("many.zip", &zipped(&[("a", b"1"), ("b", b"2")]), "archive_members = 1");
    assert!(said.contains("it has 2 members, and `limits.archive_members` is 1"), "{said}");
}

#[test]
fn an_archive_that_claims_to_be_small_is_refused_all_the_same() {
    let zeros = vec![b'0'; 100_000_000];
    let sheet = format!(r#"<row r="1">{}</row>"#, cell("A1", &"A".repeat(100_000_000)));
    for (name, mut bytes) in
        [("lie.zip", zipped(&[("posts.csv", &zeros)])), ("lie.xlsx", workbook(&sheet))]
    {
        // The length of the last member, in the directory at the end.
        let entry = bytes.windows(4).rposition(|found| found == b"PK\x01\x02").unwrap();
        bytes[entry + 24..entry + 28].copy_from_slice(&1000_u32.to_le_bytes());
        let said = refused(name, &bytes, "");
        assert!(said.contains("is damaged or cut short"), "{said}");
    }
}

#[test]
fn a_text_that_cells_share_counts_each_time_it_stands_there() {
    let rows: String = (2..102)
        .map(|n| {
            format!(
                r#"<row r="{n}"><c r="A{n}"><v>46153</v></c><c r="B{n}" t="s"><v>0</v></c></row>"#
            )
        })
        .collect();
    let header =
        format!(r#"<row r="1">{}{}</row>"#, cell("A1", "published_at"), cell("B1", "text"));
    let mut zip = ZipWriter::new_append(Cursor::new(workbook(&(header + &rows)))).unwrap();
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    let text = "x".repeat(100_000);
    let shared = format!(
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>"#
    );
    zip.write_all(shared.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    // Ten megabytes of text in a file that unpacks to a tenth of a megabyte.
    let said = refused("shared.xlsx", &bytes, "sheet_bytes = 1000000");
    assert!(said.contains("`limits.sheet_bytes` is 1000000"), "{said}");
}

#[test]
fn an_archive_in_an_archive_in_an_archive_is_refused() {
    let inner = zipped(&[("a.csv", b"published_at,text\n2026-05-11,One\n")]);
    let middle = zipped(&[("b.zip", &inner)]);
    let outer = zipped(&[("c.zip", &middle)]);
    let said = refused("outer.zip", &zipped(&[("d.zip", &outer)]), "");
    assert!(said.contains("packed more often than anybody packs an export"), "{said}");
}

#[test]
fn of_two_members_of_one_name_none_is_lost() {
    let text = |day: &str| format!("published_at,text\n{day},One\n");
    let (one, two) = (text("2026-05-11"), text("2026-05-12"));
    let mut bytes = zipped(&[("a.csv", one.as_bytes()), ("b.csv", two.as_bytes())]);
    while let Some(at) = bytes.windows(5).position(|found| found == b"b.csv") {
        bytes[at] = b'a';
    }
    let said = refused("twice.zip", &bytes, "");
    assert!(said.contains("two members called \"a.csv\""), "{said}");
}

#[test]
fn the_names_inside_an_archive_are_no_paths() {
    let folder = folder();
    let text = b"published_at,text\n2026-05-11,One\n".as_slice();
    folder.write("below/in/a.zip", zipped(&[("../../evil.csv", text), ("/evil.csv", text)]));
    folder.write("below/recover-report.toml", CONFIG);
    let config = "below/recover-report.toml";
    let ran = folder.run(&["--config", config, "--week", "2026-W20", "--json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["rows_read"], 2);
    let strays: Vec<_> =
        folder.files("").into_iter().filter(|path| path.ends_with("evil.csv")).collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn a_name_inside_an_archive_writes_nothing_on_the_terminal() {
    let folder = folder();
    let name = "\u{1b}[31m\u{202e}\nhint: all is well\n.csv";
    folder.write("in/a.zip", zipped(&[(name, b"a,b\n1,2\n")]));
    for arguments in [["check"].as_slice(), ["--week", "2026-W20"].as_slice()] {
        let ran = folder.run(arguments).expect(3);
        assert!(!ran.stderr.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stderr);
        let is_forged = ran.stderr.lines().any(|line| line == "hint: all is well");
        assert!(!is_forged, "{:?}", ran.stderr);
    }
}

fn text_type(name: &str) -> Type {
    Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
        .with_logical_type(Some(LogicalType::String))
        .with_repetition(Repetition::REQUIRED)
        .build()
        .unwrap()
}

fn schema() -> Arc<Type> {
    let number = Type::primitive_type_builder("reach", PhysicalType::INT64)
        .with_repetition(Repetition::REQUIRED);
    let fields = vec![
        Arc::new(text_type("published_at")),
        Arc::new(text_type("text")),
        Arc::new(number.build().unwrap()),
    ];
    Arc::new(Type::group_type_builder("schema").with_fields(fields).build().unwrap())
}

#[test]
fn parquet_of_other_programs_is_read() {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(), Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for texts in [["2026-05-11", "2026-05-12"], ["One", "Two, \"quoted\"\nand two lines"]] {
        let mut column = group.next_column().unwrap().unwrap();
        let texts = texts.map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[12, 34], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    let folder = folder();
    folder.write("in/posts.parquet", writer.into_inner().unwrap());
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["inputs"][0]["passport"]["format"], "parquet");
    let rows = told["inputs"][0]["first_rows"]["mentions"].as_array().unwrap();
    assert_eq!(rows[1]["text"], "Two, \"quoted\"\nand two lines");
    assert_eq!((&rows[1]["reach"], &rows[1]["line"]), (&34.into(), &2.into()));
}

#[test]
fn a_parquet_footer_that_claims_forty_gigabytes_is_refused() {
    let schema = Arc::new(SchemaDescriptor::new(schema()));
    let chunks = (0..3).map(|index| {
        ColumnChunkMetaData::builder(schema.column(index))
            .set_total_uncompressed_size(14 << 30)
            .set_total_compressed_size(100)
            .set_num_values(5)
            .build()
            .unwrap()
    });
    let group = RowGroupMetaData::builder(Arc::clone(&schema))
        .set_num_rows(5)
        .set_column_metadata(chunks.collect())
        .build()
        .unwrap();
    let file = FileMetaData::new(2, 5, None, None, schema, None);
    let metadata = ParquetMetaData::new(file, vec![group]);
    let mut bytes = b"PAR1".to_vec();
    let mut footer = Vec::new();
    ParquetMetaDataWriter::new(&mut footer, &metadata).finish().unwrap();
    bytes.extend(footer);
    let said = refused("huge.parquet", &bytes, "");
    assert!(said.contains("it has 45097156608 bytes by its footer"), "{said}");
    assert!(said.contains("`limits.parquet_bytes`"), "{said}");
}

/// Parquet of events that all say the same, so that many rows are a few bytes.
fn repeated(title: &str, rows: usize) -> Vec<u8> {
    let names = ["happened_on", "kind", "title"];
    let fields = names.map(|name| Arc::new(text_type(name))).to_vec();
    let schema = Type::group_type_builder("schema").with_fields(fields).build().unwrap();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for text in ["2026-05-11", "incident", title] {
        let mut column = group.next_column().unwrap().unwrap();
        let texts = vec![ByteArray::from(text); rows];
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn a_cell_of_parquet_may_be_as_long_as_any_other() {
    let folder = folder();
    let config = CONFIG.replace("\"mentions\"", "\"events\"");
    folder.write("recover-report.toml", format!("{config}\n[limits]\nfield_bytes = 1000\n"));
    folder.write("in/a.parquet", repeated(&"x".repeat(2000), 3));
    folder.run(&["check"]).expect(3);
    folder.write("in/a.parquet", repeated(&"x".repeat(900), 3));
    folder.run(&["check"]).expect(0);
}

#[cfg(unix)]
#[test]
fn long_rows_are_held_a_few_at_a_time() {
    let folder = folder();
    folder.write("recover-report.toml", CONFIG.replace("\"mentions\"", "\"events\""));
    let bytes = repeated(&"x".repeat(1 << 16), 8000);
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    folder.write("in/a.parquet", bytes);
    folder.run_within(1_500_000, &["check"]).expect(0);
}

#[test]
fn half_a_file_is_named() {
    let text = "published_at,text\n2026-05-11,One\n".repeat(2000);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let book = workbook(&format!(r#"<row r="1">{}</row>"#, cell("A1", "text")));
    let zstd = zstd::encode_all(text.as_bytes(), 3).unwrap();
    for (name, bytes) in [
        ("half.csv.gz", &gzip[..gzip.len() / 2]),
        ("half.csv.zst", &zstd[..zstd.len() / 2]),
        ("half.xlsx", &book[..book.len() / 2]),
        ("half.parquet", b"PAR1 and nothing else".as_slice()),
    ] {
        let said = refused(name, bytes, "");
        assert!(said.contains("is damaged or cut short"), "{said}");
    }
    let said =
        refused("half.json", b"[{\"published_at\":\"2026-05-11\",\"text\":\"One\"},{\"pub", "");
    assert!(said.contains("document 2 of"), "{said}");
    let said = refused("old.csv", b"BZh91AY&SY", "");
    assert!(said.contains("is packed with bzip2"), "{said}");
}

#[test]
fn a_text_of_carriage_returns_has_lines_all_the_same() {
    let folder = folder();
    folder.write("in/mac.csv", "published_at,text\r2026-05-11,One\r2026-05-12,Two\r");
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rows = told["inputs"][0]["first_rows"]["mentions"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[1]["line"]), (2, &3.into()));
}

#[test]
fn json_that_is_too_deep_or_too_long_is_refused() {
    let deep = format!("[{{\"published_at\":\"2026-05-11\",\"text\":{}", "[".repeat(300));
    let said = refused("deep.json", deep.as_bytes(), "");
    assert!(said.contains("`limits.json_depth` is 128"), "{said}");
    let long = format!("[{{\"published_at\":\"2026-05-11\",\"text\":\"{}\"}}]", "x".repeat(9000));
    let said = refused("long.json", long.as_bytes(), "json_document_bytes = 5000");
    assert!(said.contains("`limits.json_document_bytes` is 5000"), "{said}");
}

#[test]
fn a_cell_that_is_too_long_is_a_quote_never_closed() {
    let folder = folder();
    folder.write("recover-report.toml", format!("{CONFIG}\n[limits]\nfield_bytes = 100\n"));
    folder.write(
        "in/a.csv",
        format!("published_at,text\n2026-05-11,One\n2026-05-11,{}\n", "x".repeat(200)),
    );
    let ran = folder.run(&["check", "--json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["inputs"][0]["passport"]["rows_rejected"]["unclosed-quote"], 1);
}

#[test]
fn formulas_and_errors_of_a_workbook_are_read_as_the_text_they_show() {
    let rows = format!(
        r#"<row r="1">{}{}{}</row><row r="2"><c r="A2"><v>46153</v></c><c r="B2" t="str"><f>HYPERLINK("x")</f><v>=cmd|x</v></c><c r="C2" t="e"><v>#N/A</v></c></row>"#,
        cell("A1", "published_at"),
        cell("B1", "text"),
        cell("C1", "author")
    );
    let folder = folder();
    folder.write("in/posts.xlsx", workbook(&rows));
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let row = &told["inputs"][0]["first_rows"]["mentions"][0];
    assert_eq!((&row["text"], &row["author"]), (&"=cmd|x".into(), &"#N/A".into()));
    assert_eq!(row["published_on"], "2026-05-11");
}

#[test]
fn an_escape_of_a_workbook_is_its_character_and_an_entity_is_refused() {
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2"><c r="A2"><v>46153</v></c>{}</row>"#,
        cell("A1", "published_at"),
        cell("B1", "text"),
        cell("B2", "a bell _x0007_ rings")
    );
    let folder = folder();
    folder.write("in/bell.xlsx", workbook(&rows));
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["inputs"][0]["first_rows"]["mentions"][0]["text"], "a bell \u{7} rings");

    let rows = rows.replace("_x0007_", "&x;");
    for entity in [r#"<!ENTITY x SYSTEM "file:///etc/passwd">"#, r#"<!ENTITY x "boom">"#] {
        let doctype = format!("<!DOCTYPE worksheet [{entity}]>");
        let said = refused("entity.xlsx", &workbook_after(&doctype, &rows), "");
        assert!(said.contains("is damaged or cut short"), "{said}");
        assert!(!said.contains("root:") && !said.contains("boom"), "{said}");
    }
}
