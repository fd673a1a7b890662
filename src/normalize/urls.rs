//! One address per page: tracking parameters, `www.`, AMP forms and the like taken away.

use std::borrow::Cow;

use url::Url;

/// Query parameters that say how a reader came, not where to.
const TRACKING: [&str; 16] = [
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "igshid", "mc_cid", "mc_eid",
    "srsltid", "ref_src", "ref_url", "si", "_hsenc", "_hsmi", "spm",
];

/// The canonical form of an address: `https`, host in lower case and punycode without `www.`, no
/// fragment, no tracking parameters, no AMP marks, no trailing slash. What is no web address is
/// returned as it is.
pub fn canonical(text: &str) -> String {
    let text = text.trim();
    if let Some(canonical) = of_plain(text) {
        return canonical;
    }
    let Ok(mut url) = Url::parse(text) else { return text.to_owned() };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return text.to_owned();
    }
    url.set_fragment(None);
    if url.query().is_some() {
        take_tracking_out(&mut url);
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    joined(url.host_str().unwrap_or_default(), &port, url.path(), &query)
}

fn take_tracking_out(url: &mut Url) {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if kept.is_empty() {
        url.set_query(None);
    } else if kept.len() < url.query_pairs().count() {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
}

/// The canonical form of an address that needs no parsing: `https`, a host of lower-case letters, and
/// nothing in its path that could mean something else.
fn of_plain(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_of_host = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
    };
    let is_of_path =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    // A path may walk up (`/..`), a host be in punycode, which is checked, and one that ends in a
    // number is an address of IPv4.
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_plain = last.starts_with(|c: char| c.is_ascii_lowercase())
        && host.bytes().all(is_of_host)
        && path.bytes().all(is_of_path)
        && !path.contains("/.")
        && !host.split('.').any(|label| label.starts_with("xn--") || label.is_empty());
    is_plain.then(|| joined(host, "", path, ""))
}

/// An address of its parts, without the marks that name a form of the page and not the page.
fn joined(host: &str, port: &str, path: &str, query: &str) -> String {
    let host = bare_host(host);
    let mut path = path.trim_end_matches('/');
    while let Some(rest) = path.strip_suffix("/amp") {
        path = rest.trim_end_matches('/');
    }
    format!("https://{host}{port}{path}{query}")
}

fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_") || name.starts_with("gaa_") || TRACKING.contains(&name)
}

/// A host without the labels that name a form of the site rather than the site.
fn bare_host(host: &str) -> &str {
    let mut bare = host;
    while let Some(rest) = ["www.", "amp.", "m.", "mobile."]
        .iter()
        .find_map(|prefix| bare.strip_prefix(prefix).filter(|rest| rest.contains('.')))
    {
        bare = rest;
    }
    bare
}

/// The registrable domain of an address, or nothing when it has none.
pub fn domain(url: &str) -> Option<String> {
    host(url).map(|host| domain_of_host(&host))
}

/// The host of an address. That of a canonical one can be seen in it.
fn host(url: &str) -> Option<Cow<'_, str>> {
    if let Some(rest) = url.strip_prefix("https://") {
        let host = &rest[..rest.find(['/', '?', ':']).unwrap_or(rest.len())];
        let is_of_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if !host.is_empty() && host.bytes().all(is_of_host) {
            return Some(Cow::Borrowed(host));
        }
    }
    Url::parse(url).ok()?.host_str().map(|host| Cow::Owned(host.to_owned()))
}

/// Whether an address lies on a domain or below it: `news.a.example` lies below `a.example`.
pub fn is_below(url: &str, domain: &str) -> bool {
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    host(url).is_some_and(|host| {
        host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// The registrable domain of a host by the public suffix list, or the host where it has none.
pub fn domain_of_host(host: &str) -> String {
    let host = host.trim().trim_end_matches('.').to_lowercase();
    psl::domain_str(&host).map(str::to_owned).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        let page = "https://news.example/storm";
        for address in [
            "http://www.news.example/storm/",
            "https://NEWS.example/storm?utm_source=x&fbclid=1",
            "https://m.news.example/storm#comments",
            "https://amp.news.example/storm/amp/",
            "https://news.example:443/storm?srsltid=abc",
        ] {
            assert_eq!(canonical(address), page, "{address}");
        }
    }

    #[test]
    fn parameters_that_name_the_page_stay_as_they_are() {
        let video = "https://video.example/watch?v=gdi0hK79Il4&t=%20a";
        assert_eq!(canonical(video), video);
        assert_eq!(
            canonical("https://video.example/watch?v=1&utm_medium=mail"),
            "https://video.example/watch?v=1"
        );
    }

    #[test]
    fn what_is_no_web_address_is_left_alone() {
        for text in ["nan", "javascript:alert(1)", "file:///etc/passwd", ""] {
            assert_eq!(canonical(text), text);
        }
    }

    #[test]
    fn hosts_are_shown_in_punycode() {
        assert_eq!(canonical("https://炎上.example/"), "https://xn--fhq545f.example");
    }

    #[test]
    fn a_registrable_domain_knows_its_suffix() {
        assert_eq!(domain("https://shop.soap.co.jp/x").as_deref(), Some("soap.co.jp"));
        assert_eq!(domain("https://www.northmere.example/").as_deref(), Some("northmere.example"));
        assert_eq!(domain("nan"), None);
    }

    #[test]
    fn a_site_owns_what_lies_below_it_and_nothing_beside_it() {
        assert!(is_below("https://news.a.example/x", "a.example"));
        assert!(is_below("https://a.example", "www.a.example"));
        assert!(!is_below("https://banana.example/", "a.example"));
        assert!(!is_below("https://medium.example/", "a.medium.example"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_its_canonical_form_is_its_own(host in "(www\\.|m\\.|amp\\.){0,3}[a-z]{1,5}\\.example", path in "(/|amp|[a-z%?&=#é炎]){0,12}") {
            let once = canonical(&format!("http://{host}/{path}"));
            proptest::prop_assert_eq!(canonical(&once), once.clone());
        }

        #[test]
        fn plain_addresses_need_no_parsing(host in "(www\\.|m\\.)?[a-z-]{0,4}(\\.[a-z0-9-]{0,4}){0,2}", path in "(/|amp|\\.|[a-zA-Z0-9_~-]){0,9}") {
            let address = format!("https://{host}/{path}");
            if let Some(plain) = of_plain(&address) {
                // A fragment makes it one that is parsed, and goes.
                proptest::prop_assert_eq!(plain, canonical(&format!("{address}#")));
            }
        }
    }

    #[test]
    fn a_canonical_address_is_its_own_canonical_address() {
        for address in [
            "https://a.example/x?b=1&a=%E7%82%8E",
            "http://www.a.example//",
            "https://a.example/amp",
        ] {
            let once = canonical(address);
            assert_eq!(canonical(&once), once);
        }
    }
}
